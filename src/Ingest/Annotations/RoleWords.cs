using System.Buffers;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>What the word at the end of a run of role words holds: 单位 a unit, 人 a person.</summary>
internal enum HolderKind
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>单位, 部门</summary>
    Unit,
    /// <summary>人, 领导</summary>
    Person,
}

/// <summary>A run of words of role: 按职责分工负责, 牵头责任单位, 完成时限.</summary>
internal struct RoleRun
{
    public int Start, End, VerbStart;

    /// <summary>Where the first plain verb (负责) ends, behind which only words follow that may begin what is done (督导…); 0 where there is none.</summary>
    public int PlainEnd;

    /// <summary>The part as that verb gives it.</summary>
    public AssignmentRole PlainRole;

    public HolderKind Holder;
    public bool IsTime, IsOther, IsBefore, IsWeak;

    /// <summary>The part that the words name together; null for none.</summary>
    public AssignmentRole? Role;

    /// <summary>The part as a verb, to which words that only stand in labels add nothing; null where there is no verb.</summary>
    public AssignmentRole? VerbRole;
}

/// <summary>The words that say who has which part, by the lexicon <c>role-words</c>.</summary>
internal sealed class RoleWords
{
    private readonly Dictionary<char, List<Word>> _words = [];

    private RoleWords(LexiconSet lexicons)
    {
        var entries = lexicons["role-words"].Entries.Select(entry => (entry.Term, Kinds: entry.Kind.Split(','))).OrderByDescending(entry => entry.Term.Length).ToList();
        string[] holders = [.. entries.Where(entry => entry.Kinds.Contains("holder")).Select(entry => entry.Term)];
        foreach (var (term, kinds) in entries)
        {
            if (!_words.TryGetValue(term[0], out var list)) _words[term[0]] = list = [];
            // 领办科室, taught as one word, is a label by itself.
            bool held = RoleOf(kinds) is not null && Array.Exists(holders, holder => term.Length > holder.Length && term.EndsWith(holder, StringComparison.Ordinal));
            list.Add(new Word(term, RoleOf(kinds), kinds, held));
        }
        Openers = SearchValues.Create([.. _words.Keys, '\n']);
    }

    /// <summary>The characters with which a run may begin; a line break may stand in a word (牵头部 / 门).</summary>
    public SearchValues<char> Openers { get; }

    /// <summary>The words of a set of lexicons.</summary>
    public static RoleWords Of(LexiconSet lexicons) => lexicons.Derived(static set => new RoleWords(set));

    /// <summary>The role that a column's head names (牵头单位, 市级责任部门(科室)), or null where the column holds no units.</summary>
    public AssignmentRole? RoleOfColumn(string head)
    {
        int start = head.Length > 2 && head[0] is '市' or '县' or '区' or '省' or '各' ? 1 : 0;
        var run = RunAt(head, start);
        if (run.End == start && start > 0) run = RunAt(head, 0);
        if (run.Role is not { } role || run.Holder == HolderKind.Person) return null;
        var rest = head.AsSpan(run.End);
        bool closed = rest.IsEmpty || rest.Length <= 14 && rest[0] is '(' && rest[^1] is ')' || rest.Length <= 8 && rest[0] is '及' or '和' or '与' or '、' or '/';
        return closed && (run.Holder == HolderKind.Unit || rest.IsEmpty && head is "牵头" or "配合" or "责任") ? role : null;
    }

    /// <summary>The run of role words that begins at a place; its end is the place where there is none.</summary>
    public RoleRun RunAt(string text, int start)
    {
        var run = new RoleRun { Start = start, End = start, VerbStart = -1 };
        bool weak = true, held = false;
        while (!held && Longest(text, run.End, out int end) is { } word)
        {
            if (run.End > start && (word.Is("time") || word.Is("other") || run.Role is not null && word.Is("qualifier"))) break;
            if (word.Is("holder") || word.Is("person"))
            {
                // 按职能部门: what holds no role is no label.
                if (run.Role is null && !word.HasRole) break;
                run.Holder = word.Is("holder") ? HolderKind.Unit : HolderKind.Person;
                held = true;
            }
            if (word.Is("time")) (run.IsTime, held) = (true, true);
            if (word.Is("other")) (run.IsOther, held) = (true, true);
            bool verb = word.HasRole && !word.Is("noun");
            if ((verb || word.Is("duty") || word.HasRole) && run.VerbStart < 0) run.VerbStart = run.End;
            if (word.Is("qualifier")) run.VerbStart = -1;
            if (word.Role is { } role)
            {
                run.Role = Stronger(run.Role, role);
                // 协同负责 is being responsible, together: a plain verb tells more than one that stands in sentences too.
                if (verb && (weak || !word.Is("weak"))) run.VerbRole = Stronger(weak && !word.Is("weak") ? null : run.VerbRole, role);
                if (verb) weak &= word.Is("weak");
                if (verb && !word.Is("weak")) (run.PlainEnd, run.PlainRole) = (end, run.VerbRole!.Value);
                run.IsBefore = word.Is("before");
                if (word.EndsAsHolder) (run.Holder, held) = (HolderKind.Unit, true);
            }
            run.End = end;
        }
        run.IsWeak = weak;
        if (run.VerbStart < 0) run.VerbStart = start;
        return run;
    }

    private static AssignmentRole? RoleOf(string[] kinds)
    {
        foreach (string kind in kinds)
            if (Enum.TryParse(kind, ignoreCase: true, out AssignmentRole role)) return role;
        return null;
    }

    /// <summary>牵头 wins, then 配合, then overseeing, then 责任; 落实 alone is implementing, 落实责任 is being responsible.</summary>
    private static AssignmentRole Stronger(AssignmentRole? one, AssignmentRole other) =>
        one is { } first && Array.IndexOf(Order, first) < Array.IndexOf(Order, other) ? first : other;

    private static readonly AssignmentRole[] Order = [AssignmentRole.Lead, AssignmentRole.Support, AssignmentRole.Supervise, AssignmentRole.Responsible, AssignmentRole.Implement];

    private Word? Longest(string text, int at, out int end)
    {
        end = at;
        // A word may be torn by a line break: 牵头部 / 门.
        int start = at;
        if (start < text.Length && text[start] == '\n' && start > 0) start++;
        if (start >= text.Length || !_words.TryGetValue(text[start], out var words)) return null;
        foreach (var word in words)
            if (EndOf(word.Term, text, start) is > 0 and int found && (start == at || word.Is("holder")))
            {
                end = found;
                return word;
            }
        return null;
    }

    private static int EndOf(string term, string text, int at)
    {
        int i = at;
        foreach (char c in term)
        {
            if (i < text.Length && text[i] == '\n' && i > at) i++;
            if (i >= text.Length || text[i] != c) return 0;
            i++;
        }
        return i;
    }

    private sealed record Word(string Term, AssignmentRole? Role, string[] Kinds, bool EndsAsHolder)
    {
        public bool HasRole => Role is not null;

        public bool Is(string kind) => Array.IndexOf(Kinds, kind) >= 0;
    }
}
