using System.Text;

namespace Platform.Tracker.Imports;

/// <summary>Records of comma-separated text after RFC 4180; quoted fields may span lines.</summary>
sealed class CsvRecords(LineReader lines, char separator)
{
    // a quote that never closes must not swallow the file
    const int MostLines = 200;

    /// <summary>The line the record read last begins at.</summary>
    public int Line { get; private set; }

    /// <summary>The next record's fields; null after the last.</summary>
    public List<string>? Next()
    {
        if (lines.Read() is not { } line)
            return null;
        Line = lines.Number;
        return Fields(line);
    }

    List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; ; i++)
        {
            if (i == line.Length)
            {
                if (!quoted || lines.Number - Line >= MostLines || lines.Read() is not { } next)
                    break;
                field.Append('\n');
                (line, i) = (next, -1);
            }
            else if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]);
            else if (line[i] == '"' && (quoted || field.Length == 0))
                quoted = !quoted;
            else if (line[i] == separator && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(line[i]);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
