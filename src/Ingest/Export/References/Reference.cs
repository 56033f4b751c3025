namespace PolicyIngest.Ingest.Export.References;

/// <summary>What a reference to a document, or to a place in it, says.</summary>
/// <param name="Key">A key of letters and digits that the content alone decides: the same in every database.</param>
/// <param name="Title">The plan's title, else the file's name.</param>
/// <param name="Number">Document number (文号).</param>
/// <param name="Issuer">Issuing organ (发文机关).</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="Year">The plan's year, where there is no date.</param>
/// <param name="Url">Where the document is to be had.</param>
/// <param name="Place">The place in it; null for the whole document.</param>
public sealed record Reference(string Key, string Title, string? Number, string? Issuer, DateOnly? IssuedOn, int? Year, string? Url, ReferencePlace? Place);

/// <summary>A place in a document.</summary>
/// <param name="Page">Its page, from 1.</param>
/// <param name="Sheet">Its sheet in a workbook.</param>
/// <param name="Paragraph">Its paragraph or table in the document, from 1.</param>
/// <param name="Path">Labels of its task or section, 二/(一)/1; empty where it has none.</param>
/// <param name="Raw">The words there.</param>
public sealed record ReferencePlace(int? Page, string? Sheet, int? Paragraph, string Path, string Raw);
