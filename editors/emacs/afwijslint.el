;;; afwijslint.el --- Check Dutch messages that decline an interview  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))

;;; Commentary:

;; Load this file, then one of:
;; - Flymake:   (add-hook 'text-mode-hook #'afwijslint-flymake-setup)
;; - Flycheck:  (add-hook 'text-mode-hook #'flycheck-mode)
;; - Eglot:     M-x eglot, which starts the language server
;; - M-x compile RET afwijslint --quiet bericht.txt RET

;;; Code:

(require 'compile)
(require 'flymake)
(require 'let-alist)

(defvar afwijslint-program "afwijslint"
  "The command that Flymake and Eglot run.")

(defvar-local afwijslint--process nil
  "The run for this buffer that is not done yet.")

;; Flymake: by the JSON report, whose offsets are characters, as Emacs counts.

(defun afwijslint-flymake-setup ()
  "Check this buffer with Flymake."
  (add-hook 'flymake-diagnostic-functions #'afwijslint-flymake nil t)
  (flymake-mode 1))

(defun afwijslint-flymake (report-fn &rest _)
  "Run afwijslint on the text of this buffer and tell REPORT-FN what it found."
  (when (process-live-p afwijslint--process)
    (kill-process afwijslint--process))
  (let ((source (current-buffer))
        (name (or buffer-file-name "bericht.txt")))
    (setq afwijslint--process
          (make-process
           :name "afwijslint"
           :noquery t
           :connection-type 'pipe
           :coding 'utf-8-unix
           :buffer (generate-new-buffer " *afwijslint*")
           :stderr (get-buffer-create " *afwijslint stderr*")
           :command (list afwijslint-program "--format" "json" "--quiet"
                          "--stdin-filename" name "-")
           :sentinel
           (lambda (process _event)
             (unless (process-live-p process)
               (unwind-protect
                   (when (and (buffer-live-p source)
                              (eq process (buffer-local-value
                                           'afwijslint--process source)))
                     (funcall report-fn
                              (afwijslint--diagnostics
                               source (process-buffer process))))
                 (kill-buffer (process-buffer process)))))))
    (save-restriction
      (widen)
      (process-send-region afwijslint--process (point-min) (point-max)))
    (process-send-eof afwijslint--process)))

(defun afwijslint--diagnostics (source output)
  "The Flymake diagnostics of buffer SOURCE by the report in buffer OUTPUT."
  (mapcar
   (lambda (finding)
     (let-alist finding
       (let ((region (if (< .start .end)
                         (cons (1+ .start) (1+ .end))
                       (afwijslint--word source (1+ .start)))))
         (flymake-make-diagnostic
          source (car region) (cdr region)
          (pcase .severity
            ("fout" :error) ("waarschuwing" :warning) (_ :note))
          (format "%s [%s]" .message .rule)))))
   (with-current-buffer output
     (goto-char (point-min))
     ;; A draft that cannot be judged gives no report.
     (unless (eobp)
       (json-parse-buffer :object-type 'alist :array-type 'list)))))

(defun afwijslint--word (source position)
  "Where the word of buffer SOURCE lies that POSITION is in, or after."
  (with-current-buffer source
    (save-excursion
      (goto-char position)
      (skip-chars-forward "^ \t\n")
      (let ((end (point)))
        (skip-chars-backward "^ \t\n")
        (cons (point) end)))))

;; M-x compile, M-x grep: by the lines of the report.

(add-to-list
 'compilation-error-regexp-alist-alist
 '(afwijslint
   "^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:fout\\|\\(waarschuwing\\)\\|\\(tip\\)\\): "
   1 2 3 (4 . 5)))
(add-to-list 'compilation-error-regexp-alist 'afwijslint)

(declare-function flycheck-define-command-checker "flycheck")
(defvar flycheck-checkers)
(with-eval-after-load 'flycheck
  (flycheck-define-command-checker 'afwijslint
    "Checks Dutch messages that decline an interview."
    :command '("afwijslint" "--format" "text" "--quiet" "--stdin-filename"
               (eval (or (buffer-file-name) "bericht.txt")) "-")
    :standard-input t
    :error-patterns
    '((error line-start (file-name) ":" line ":" column ": fout: "
             (message) " [" (id (one-or-more (any "a-z-"))) "]" line-end)
      (warning line-start (file-name) ":" line ":" column ": waarschuwing: "
               (message) " [" (id (one-or-more (any "a-z-"))) "]" line-end)
      (info line-start (file-name) ":" line ":" column ": tip: "
            (message) " [" (id (one-or-more (any "a-z-"))) "]" line-end))
    :modes '(text-mode markdown-mode message-mode))
  (add-to-list 'flycheck-checkers 'afwijslint))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons '(text-mode markdown-mode) (list afwijslint-program "lsp"))))

(provide 'afwijslint)
;;; afwijslint.el ends here
