namespace PolicyIngest.Ingest.Readers;

/// <summary>A character of which text recognition is not sure.</summary>
/// <param name="At">Its place in the text, in UTF-16 code units.</param>
/// <param name="Page">The page on which it stands, from 1.</param>
public readonly record struct DoubtfulCharacter(int At, int Page);
