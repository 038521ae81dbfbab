-- The language server, for Neovim 0.11 and newer: vim.lsp.enable('afwijslint')
return {
  cmd = { 'afwijslint', 'lsp' },
  filetypes = { 'text', 'markdown', 'mail' },
  root_markers = { 'afwijslint.toml', '.afwijslint.yml', 'pyproject.toml', '.git' },
  -- The keys of a settings file, which they win over.
  init_options = { ignore = { 'geen-contactaanbod' } },
}
