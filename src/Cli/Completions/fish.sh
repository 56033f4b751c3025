# Completion of policy-ingest for fish. Put it where fish looks:
#   policy-ingest completion fish > ~/.config/fish/completions/policy-ingest.fish
function __policy_ingest
    set -l line (commandline -cp)
    policy-ingest "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
end
complete -c policy-ingest -a '(__policy_ingest)'
