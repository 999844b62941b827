using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Outcomes;
using NodaTime.Text;

namespace Busbar.Gateways.Forges;

/// <summary>Reads what <c>git log --name-only --pretty=format:FORMAT</c> prints, the newest commit first, as a build server holds it: for a
/// release of a repository whose forge posts nothing. The format is <see cref="Format"/>.</summary>
public static class ReadGitLog
{
    /// <summary>Hash, author, time and subject of a commit between separators of ASCII; its paths follow, a line each.</summary>
    public const string Format = "%x1e%H%x1f%an%x1f%aI%x1f%s%x1f";

    private const char Record = '\u001e', Field = '\u001f';
    private const int FieldsOfRecord = 5, ShaLeast = 7, ShaMost = 64;

    /// <summary>The commits, the oldest first. Refuses a file without a commit (<c>empty-file</c>) and one of another form
    /// (<c>bad-git-log</c>), with the line.</summary>
    public static Outcome<ImmutableArray<PushedCommit>> Run(SourceFile file)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file.Content.Span);
        }
        catch (DecoderFallbackException)
        {
            return Bad(file, 1, "is not UTF-8");
        }
        if (string.IsNullOrWhiteSpace(text)) return new Refusal("empty-file", "It holds no commit", file.Name, "Name a range of commits.");
        var records = text.Split(Record);
        if (!string.IsNullOrWhiteSpace(records[0])) return Bad(file, 1, "does not begin with a commit");
        var (commits, line) = (new List<PushedCommit>(), 1 + records[0].Count(letter => letter == '\n'));
        foreach (var record in records.Skip(1))
        {
            var fields = record.Split(Field);
            if (fields.Length != FieldsOfRecord) return Bad(file, line, $"has {fields.Length} fields, not {FieldsOfRecord}");
            if (fields[0] is not { Length: >= ShaLeast and <= ShaMost } || !fields[0].All(char.IsAsciiHexDigitLower))
                return Bad(file, line, $"'{fields[0]}' is no hash");
            if (OffsetDateTimePattern.ExtendedIso.Parse(fields[2]) is not { Success: true, Value: var authored })
                return Bad(file, line, $"'{fields[2]}' is no time");
            commits.Add(new(fields[0], fields[3], fields[1], authored.ToInstant(),
                [.. fields[4].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]));
            line += record.Count(letter => letter == '\n');
        }
        commits.Reverse();
        return commits.ToImmutableArray();
    }

    private static Refusal Bad(SourceFile file, int line, string what) => new("bad-git-log", $"Line {line} {what}",
        FormattableString.Invariant($"{file.Name}:{line}"), $"Print it by: git log --name-only --pretty=format:'{Format}' FROM..TO");
}
