# Completion of policy-ingest for bash. Put it where bash looks:
#   policy-ingest completion bash > ~/.local/share/bash-completion/completions/policy-ingest
_policy_ingest() {
    local words word=${COMP_WORDS[COMP_CWORD]}
    mapfile -t words < <(policy-ingest "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
    mapfile -t COMPREPLY < <(compgen -W "${words[*]}" -- "$word")
}
complete -o default -F _policy_ingest policy-ingest
