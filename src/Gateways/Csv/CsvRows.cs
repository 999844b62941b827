using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Busbar.Kernel.Outcomes;
using CsvHelper;

namespace Busbar.Gateways.Csv;

/// <summary>Reads comma-separated text by RFC 4180, row by row: CRLF or LF, a byte order mark, quoted fields, and names in Latin-1 (with a
/// finding). The first fault stays in <see cref="Refusal"/> and ends the reading: a caller asks for it once, after its loop. Memory is
/// bounded by the longest line allowed. Parsing is CsvHelper's; strictness, limits and messages are ours (docs/adr/0003).</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvReader reader;
    private readonly BoundedText text;
    private readonly ReadLimits limits;

    public CsvRows(BoundedText text, string file, ReadLimits limits, char separator = ',')
    {
        File = file;
        this.limits = limits;
        this.text = text;
        reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            DetectSeparatorHint = false,
            MaxRecordSize = limits.MaxLineBytes,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        }, false);
    }

    /// <summary>The file, as messages spell it.</summary>
    public string File { get; }

    /// <summary>Line of the current row, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>How many fields the current row has.</summary>
    public int Count => reader.FieldCount;

    /// <summary>The first fault, or null so far.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What was imperfect about the text.</summary>
    public ImmutableArray<Finding> Findings { get; private set; } = [];

    /// <summary>A field of the current row, unquoted, as bytes; they hold until the next row.</summary>
    public ReadOnlySpan<byte> this[int index] => reader.GetSpan(index);

    /// <summary>A field as text. One that is not valid UTF-8 is Latin-1, where every byte is the character of its number.</summary>
    public string Text(int index)
    {
        var field = this[index];
        if (Utf8.IsValid(field)) return Encoding.UTF8.GetString(field);
        if (Findings.IsEmpty)
            Findings = [new("latin-1", Severity.Warning, "The text is not valid UTF-8", $"{File}:{Line}", "read such fields as Latin-1")];
        return Encoding.Latin1.GetString(field);
    }

    /// <summary>Keeps the first fault of the file, and stops.</summary>
    public void Refuse(string code, string what, string field, string remedy) => Refuse(Line, code, what, field, remedy);

    /// <summary>Keeps the first fault of the file, at a line read before, and stops.</summary>
    public void Refuse(int line, string code, string what, string field, string remedy) =>
        Refusal ??= new(code, what, $"{File}:{line}{(field.Length == 0 ? "" : " ")}{field}", remedy);

    /// <summary>Moves to the next row that is not blank. False at the end of the text, or after a fault.</summary>
    public bool Read()
    {
        if (Refusal is not null) return false;
        try
        {
            if (!reader.Read()) return false;
            Line = (int)reader.LineNumber;
            return true;
        }
        catch (CsvFormatException fault)
        {
            RefuseFormat(fault);
        }
        catch (InvalidDataException)
        {
            Refusal ??= text.FaultIn($"{File}:{Line}", limits.MaxTextBytes);
        }
        return false;
    }

    public void Dispose() => reader.Dispose();

    private void RefuseFormat(CsvFormatException fault)
    {
        Line = Math.Max(Line, (int)fault.LineNumber);
        if (fault.Message.Contains(nameof(CsvReaderOptions.MaxRecordSize), StringComparison.Ordinal))
            Refuse("line-too-long", FormattableString.Invariant($"The row is longer than {limits.MaxLineBytes} bytes"), "",
                "Check that the file is comma-separated text with line ends, and that no quote is left open.");
        else
            Refuse("broken-quotes", $"The row breaks the rules of quoting: {fault.Message}", "",
                "Quote a field as a whole and double the quotes inside it (RFC 4180).");
    }
}
