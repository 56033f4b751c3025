#compdef policy-ingest
# Completion of policy-ingest for zsh. Put it into a folder of $fpath:
#   policy-ingest completion zsh > ~/.zfunc/_policy-ingest
_policy_ingest() {
    local -a words
    words=("${(@f)$(policy-ingest "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
    compadd -a words
    _files
}
compdef _policy_ingest policy-ingest
