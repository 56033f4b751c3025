using System.Text.Json;

namespace PolicyIngest.Ingest.Export.Tables;

/// <summary>Writes a table as JSON objects, a row each, by the columns' names.</summary>
public static class JsonTable
{
    /// <summary>Writes all rows.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="rows">The table.</param>
    /// <param name="asArray">One array of objects; else an object a line.</param>
    public static void Write(Stream output, ITableRows rows, bool asArray)
    {
        using var json = new Utf8JsonWriter(output, GoldJson.Options(indented: asArray));
        if (asArray) json.WriteStartArray();
        while (rows.Read())
        {
            json.WriteStartObject();
            for (int i = 0; i < rows.Columns.Length; i++) Write(json, rows.Columns[i], rows.Value(i));
            json.WriteEndObject();
            if (asArray)
            {
                if (json.BytesPending > 1 << 16) json.Flush();
                continue;
            }
            json.Flush();
            output.WriteByte((byte)'\n');
            json.Reset();
        }
        if (!asArray) return;
        json.WriteEndArray();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, string name, CellValue value)
    {
        switch (value.Kind)
        {
            case CellKind.Integer: json.WriteNumber(name, value.Integer); break;
            case CellKind.Real when double.IsFinite(value.Real): json.WriteNumber(name, value.Real); break;
            case CellKind.Empty: json.WriteNull(name); break;
            case CellKind.Bytes: json.WriteBase64String(name, value.Bytes); break;
            default: json.WriteString(name, TableCells.Words(value)); break;
        }
    }
}
