# Completion of policy-ingest for PowerShell. Add it to your profile:
#   policy-ingest completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName policy-ingest -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    policy-ingest "[suggest:$cursorPosition]" "$commandAst" 2>$null |
        Where-Object { $_ -like "$wordToComplete*" } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
