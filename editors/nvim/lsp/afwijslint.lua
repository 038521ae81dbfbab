-- The language server, for Neovim 0.11 and newer: vim.lsp.enable('afwijslint')
return {
  cmd = { 'afwijslint', 'lsp' },
  filetypes = { 'text', 'markdown', 'mail' },
  root_markers = { 'afwijslint.toml', '.afwijslint.yml', 'pyproject.toml', '.git' },
  -- Keys of a settings file, in the place of those there:
  -- init_options = { sjabloon = true },
}
