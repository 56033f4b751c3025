using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations.Tables;

/// <summary>Reads the heads of columns (表头) by the endings listed in <c>table-heads.tsv</c>: 重点任务 is a 任务, 领办科室 a 科室.</summary>
internal sealed partial class HeadWords(Lexicon heads, RoleWords roles)
{
    private const int LongestHead = 24;

    /// <summary>The words of a set of lexicons.</summary>
    public static HeadWords Of(LexiconSet lexicons) => lexicons.Derived(static set => new HeadWords(set["table-heads"], RoleWords.Of(set)));

    // 责任单位(部门), 完成时间(年.月), 目标任务*
    [GeneratedRegex(@"(?:\([^()]*\)|\[[^\[\]]*\]|[*:])+$")]
    private static partial Regex Remark();

    // 建设内容和主要功能, 责任单位及责任人, 责任单位/科室
    [GeneratedRegex(@"(?<=..)(?:及其?|和|与|、|/|,)(?=..)")]
    private static partial Regex And();

    /// <summary>What a head says; <see cref="ColumnKind.Unknown"/> where no list knows it.</summary>
    /// <param name="head">The head, folded, without white space.</param>
    public TableColumn Read(string head)
    {
        if (head.Length is 0 or > LongestHead) return new TableColumn(ColumnKind.Unknown, head);
        string plain = Remark().Replace(head, "") is { Length: > 0 } rest ? rest : head;
        var column = OfEnding(plain, head);
        if (column.Kind is > ColumnKind.Other and not ColumnKind.Time) return column;
        // The first of two that are joined counts where the second says nothing, or a time besides: 责任单位及责任人, 完成标准及时限.
        var joint = And().Match(plain);
        return joint.Success && OfEnding(plain[..joint.Index], head) is { Kind: > ColumnKind.Other } first ? first : column;
    }

    private TableColumn OfEnding(string plain, string head)
    {
        var none = new TableColumn(ColumnKind.Unknown, head);
        if (heads.LongestAtEnd(plain) is not { } entry) return none;
        bool whole = entry.Term.Length == plain.Length;
        if (!whole && (entry.Term.Length == 1 || entry.Kind == "number")) return none;
        var role = RoleOf(plain);
        bool project = Has(plain, "项目") || Has(plain, "工程");
        return entry.Kind switch
        {
            "number" => none with { Kind = ColumnKind.Number },
            "name" => none with { Kind = ColumnKind.Name, IsProject = project && entry.Term is not (['考', ..] or ['评', ..]) && !entry.Term.EndsWith("项目", StringComparison.Ordinal) },
            "project" => none with { Kind = ColumnKind.Name, IsProject = true },
            "problem" => none with { Kind = ColumnKind.Problem },
            "content" => none with { Kind = ColumnKind.Content, IsProject = Has(plain, "建设") },
            "bearer" => none with { Kind = ColumnKind.Units },
            // 所属单位, 所在科室 say where something is.
            "unit" => none with { Kind = plain[0] == '所' ? ColumnKind.Other : ColumnKind.Units, Role = role ?? AssignmentRole.Responsible },
            "place" => role is { } own ? none with { Kind = ColumnKind.Units, Role = own } : none with { Kind = ColumnKind.Other },
            "time" => none with { Kind = ColumnKind.Time },
            "points" => none with { Kind = ColumnKind.Points },
            "measure" => none with { Kind = ColumnKind.Measure },
            "indicator" => none with { Kind = ColumnKind.Indicator },
            _ => none with { Kind = ColumnKind.Other },
        };
    }

    /// <summary>The role that the head's words name, wherever in it they stand: 市级牵头单位; null for none.</summary>
    public AssignmentRole? RoleOf(string head)
    {
        for (int i = 0; i < head.Length; i++)
            if (roles.RunAt(head, i).Role is { } role) return role;
        return null;
    }

    private static bool Has(string head, string word) => head.Contains(word, StringComparison.Ordinal);
}
