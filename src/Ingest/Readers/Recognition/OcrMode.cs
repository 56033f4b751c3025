namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Whether pictures of pages go through text recognition (文字识别, OCR).</summary>
public enum OcrMode
{
    /// <summary>Pages without text of their own do, where there is an engine.</summary>
    Auto,

    /// <summary>None does.</summary>
    Off,

    /// <summary>Pictures of pages do even where somebody has put text over them.</summary>
    Force,
}
