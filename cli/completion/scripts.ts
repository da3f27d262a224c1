import { COMPLETE } from './complete.js';

/** Shells whose completion is known. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * What each shell evaluates. They hand the words of a line over as they are and evaluate nothing of them: a word that is typed
 * and not yet entered is not to be run.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# eval "$(copy-audit completion bash)"
_copy_audit() {
  local line kind= current=\${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :*) kind=\${line#:} ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <("$1" ${COMPLETE} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  [[ $current == '=' ]] && current=
  local flag=
  case $kind in
    files) flag=-f ;;
    folders) flag=-d ;;
  esac
  if [[ -n $flag ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$flag" -- "$current")
  fi
}
complete -F _copy_audit copy-audit
`,
  zsh: `#compdef copy-audit
# source <(copy-audit completion zsh)
_copy_audit() {
  local line kind
  local -a found
  while IFS= read -r line; do
    case $line in
      :*) kind=\${line#:} ;;
      *) found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done < <("\${words[1]}" ${COMPLETE} "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#found} )) && _describe -V 'copy-audit' found
  case $kind in
    files) compset -P '-*='; _files ;;
    folders) compset -P '-*='; _files -/ ;;
  esac
}
(( \${+functions[compdef]} )) && compdef _copy_audit copy-audit
`,
  fish: `# copy-audit completion fish | source
function __copy_audit_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in ($program ${COMPLETE} $words "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path $current
            case ':folders'
                __fish_complete_directories $current
            case ':*'
            case '*'
                echo $line
        end
    end
end
complete -c copy-audit -f -a '(__copy_audit_complete)'
`,
  powershell: `# copy-audit completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName copy-audit -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    if ($wordToComplete -eq '') { $words += '""' }
    & copy-audit ${COMPLETE} @words 2>$null | Where-Object { $_ -notlike ':*' } | ForEach-Object {
        $value, $meaning = $_ -split "\`t", 2
        if (-not $meaning) { $meaning = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
    }
}
`,
};
