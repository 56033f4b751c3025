namespace PolicyIngest.Model;

/// <summary>Why a text names another one.</summary>
public enum CitationKind
{
    /// <summary>It rests on it: 根据, 依据, 按照.</summary>
    Basis,
    /// <summary>It carries it out or hands it on: 贯彻, 落实, 执行, 印发.</summary>
    Implements,
    /// <summary>It changes it: 修订, 修改, 修正.</summary>
    Changes,
    /// <summary>It ends it: 废止, 失效, 停止执行.</summary>
    Ends,
    /// <summary>It names it in any other way.</summary>
    Mentions,
}

/// <summary>A place where a text names another one (引用).</summary>
/// <param name="Kind">Why.</param>
/// <param name="Title">The title as in 《》, or the short name (“十四五”规划); white space left out. Null where only a number stands.</param>
/// <param name="DocNumber">The document number in its usual form (国发〔2018〕42号), or null.</param>
/// <param name="Evidence">The words, from the title to the number.</param>
public sealed record Citation(CitationKind Kind, string? Title, string? DocNumber, Evidence Evidence);
