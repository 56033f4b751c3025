using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>What a sheet holds that is no text, to be told to a person.</summary>
internal sealed class SheetNotes
{
    private string _firstError = "";
    private int _errors;
    private int _struck;

    /// <summary>Formulas whose result the file does not hold, as programs write them that do not calculate.</summary>
    public int FormulasWithoutValue { get; set; }

    /// <summary>Notes a cell that shows an error (<c>#N/A</c>, <c>#REF!</c>), which is no text.</summary>
    /// <returns>The text of the cell: none.</returns>
    public string Error(string error)
    {
        if (_errors++ == 0) _firstError = error.Length is > 0 and <= 20 ? error : "#ERROR!";
        return "";
    }

    /// <summary>Notes a cell that is struck out.</summary>
    /// <returns>The text of the cell: none.</returns>
    public string Struck()
    {
        _struck++;
        return "";
    }

    /// <summary>Tells what was noted of a sheet.</summary>
    public void Report(string sheet, DocumentBuilder builder)
    {
        if (_errors > 0)
            builder.Report(DiagnosticSeverity.Warning, "error-cells",
                $"{_errors} cells of the sheet {sheet} show an error such as {_firstError} and were taken for empty; mend them in Excel");
        if (_struck > 0)
            builder.Report(DiagnosticSeverity.Info, "struck-text", $"{_struck} cells of the sheet {sheet} that are struck out were left out");
        if (FormulasWithoutValue > 0)
            builder.Report(DiagnosticSeverity.Warning, "formulas-unknown",
                $"{FormulasWithoutValue} formulas of the sheet {sheet} have no stored value and were taken for empty; open and save the file in Excel");
    }
}
