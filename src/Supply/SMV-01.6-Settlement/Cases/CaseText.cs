using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Settlement.Cases;

/// <summary>Reads a settlement case: rows of words between bars, <c>#</c> begins a comment. The words stand in cases/settlement/README.
/// What cannot be read is refused by its line.</summary>
internal sealed class CaseText
{
    private static readonly ImmutableHashSet<string> Words =
        ["market", "day", "codes", "subject", "values", "expect", "cents", "quantity", "trace", "refused"];

    private readonly string name;
    private readonly List<(int Line, string[] Cells)> rows = [];

    public CaseText(string name, string text)
    {
        this.name = name;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].Trim() is { Length: > 0 } line && line[0] != '#')
                rows.Add((i + 1, line.Split('|', StringSplitOptions.TrimEntries)));
        foreach (var (line, cells) in rows)
            if (!Words.Contains(cells[0]) || cells.Length < 2)
                throw Bad(line, $"no row of a case begins with '{cells[0]}'", $"Begin it with one of {string.Join(", ", Words.Order())}.");
    }

    public IEnumerable<(int Line, string[] Cells)> All(string word) => rows.Where(row => row.Cells[0] == word);

    public ChargedDay Day()
    {
        var (marketLine, market) = Only("market");
        var calendar = MarketCalendar.Find(market[1]) ?? throw Bad(marketLine, $"'{market[1]}' is no market",
            $"Use one of {string.Join(", ", MarketCalendar.All.Select(known => known.Name))}.");
        var (dayLine, date) = Only("day");
        var parsed = LocalDatePattern.Iso.Parse(date[1]);
        var day = parsed.Success ? new OperatingDay(parsed.Value) : throw Bad(dayLine, $"'{date[1]}' is no date", "Write 2024-11-03.");
        return new(calendar, day, [.. All("codes").SelectMany(row => row.Cells[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))],
            [.. All("subject").Select(row => Subject(row.Line, row.Cells))],
            [.. All("values").Select(row => Values(row.Line, row.Cells, calendar, day))]);
    }

    public decimal Number(int line, string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Bad(line, $"'{text}' is no number", "Write it plainly: 1234.5.");

    public string Cell(int line, string[] cells, int index, string what) => index < cells.Length && cells[index].Length > 0
        ? cells[index]
        : throw Bad(line, $"the row lacks {what}", "See the words of a case in cases/settlement/README.");

    private (int Line, string[] Cells) Only(string word) => All(word).ToArray() is [var row]
        ? row
        : throw Bad(0, $"a case has one row '{word}'", "Give it once.");

    private SettledSubject Subject(int line, string[] cells)
    {
        if (!Enum.TryParse<AssetKind>(Cell(line, cells, 2, "a kind"), out var kind))
            throw Bad(line, $"'{cells[2]}' is no kind of subject", $"Use one of {string.Join(", ", Enum.GetNames<AssetKind>())}.");
        var subject = new SettledSubject(cells[1], kind, cells.Length > 3 ? cells[3] : "");
        foreach (var place in cells.Skip(4))
            subject = place.Split(' ', 2) switch
            {
                ["zone", var zone] => subject with { Zone = zone },
                ["region", var region] => subject with { Region = region },
                ["netted", var within] => subject with { NettedAt = within },
                ["from", var source] => subject with { PathSource = source },
                _ => throw Bad(line, $"'{place}' names no place", "Write 'zone DOM', 'region East', 'netted DOM' or 'from WESTERN HUB'."),
            };
        return subject;
    }

    private DeterminantSeries Values(int line, string[] cells, MarketCalendar calendar, OperatingDay day)
    {
        var whole = calendar.WholeDay(day);
        var step = Cell(line, cells, 3, "an interval") switch
        {
            "hour" => Duration.FromHours(1),
            "quarter" => Duration.FromMinutes(15),
            "five" => Duration.FromMinutes(5),
            "day" => whole.Length,
            var other => throw Bad(line, $"'{other}' is no interval", "Write hour, quarter, five or day."),
        };
        var values = ImmutableArray.CreateBuilder<decimal>();
        foreach (var run in Cell(line, cells, 4, "values").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = run.Split('x');
            if (parts.Length > 2) throw Bad(line, $"'{run}' is no run of values", "Write 95x16 for sixteen times 95.");
            values.AddRange(Enumerable.Repeat(Number(line, parts[0]), parts.Length == 1 ? 1 : (int)Number(line, parts[1])));
        }
        return new(cells[1], cells[2], new(whole.Start, step, values.ToImmutable()), cells.Length > 5 ? cells[5] : $"{name}, line {line}");
    }

    private RefusedException Bad(int line, string what, string remedy) =>
        new(new("bad-case", $"{name}: {what}", line == 0 ? name : $"{name}, line {line}", remedy));
}
