" :compiler afwijslint, then :make: the remarks on this draft in the quickfix list.
if exists('current_compiler')
  finish
endif
let current_compiler = 'afwijslint'

CompilerSet makeprg=afwijslint\ --quiet\ --format\ text\ %:S
" %v and not %c: columns are characters, and %c would be bytes.
CompilerSet errorformat=
      \%E%f:%l:%v:\ fout:\ %m,
      \%W%f:%l:%v:\ waarschuwing:\ %m,
      \%I%f:%l:%v:\ tip:\ %m
