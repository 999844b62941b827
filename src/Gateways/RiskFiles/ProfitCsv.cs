using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using NodaTime.Text;

namespace Busbar.Gateways.RiskFiles;

/// <summary>Profits and losses by scenario, as Open Source Risk Engine prints them:
/// <c>#Portfolio,RiskClass,RiskType,PLDate1,PLDate2,PLAmount</c>. Refuses dates that are none or out of order, and numbers that are
/// none.</summary>
public static class ProfitCsv
{
    private static readonly ImmutableArray<string> wanted = ["#Portfolio", "RiskClass", "RiskType", "PLDate2", "PLAmount"];
    private static readonly Column amount = new("PLAmount", "USD", -1e15m, 1e15m);

    /// <summary>One series a portfolio, class and type, named <c>portfolio/class/type</c>, in the order in which they come. They are
    /// views of
    /// one book and not pieces of it: pick those that add up.</summary>
    public static Outcome<ImmutableArray<ScenarioProfits>> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        if (header.Places(rows, "a table of profits and losses", wanted) is not { } at) return rows.Refusal!;
        var series = new Dictionary<string, (RiskCut Cut, List<OperatingDay> Days, List<double> Profits)>(StringComparer.Ordinal);
        var order = new List<string>();
        while (rows.Read() && header.Fits(rows))
        {
            var (book, risk, type) = (rows.Text(at[0]), rows.Text(at[1]), rows.Text(at[2]));
            var name = $"{book}/{risk}/{type}";
            if (!series.TryGetValue(name, out var one))
            {
                series.Add(name, one = (new(book, risk, "", type), [], []));
                order.Add(name);
            }
            if (!LocalDatePattern.Iso.Parse(rows.Text(at[3])).TryGetValue(default, out var date))
                rows.Refuse("not-a-date", $"'{rows.Text(at[3])}' is not a date", "PLDate2", "Spell it yyyy-mm-dd.");
            else if (one.Days.Count > 0 && one.Days[^1].Date >= date)
                rows.Refuse("days-out-of-order", $"{date} follows {one.Days[^1]}", "PLDate2", "Give each day once, oldest first.");
            one.Days.Add(new(date));
            one.Profits.Add((double)amount.Read(rows, at[4]));
        }
        if (rows.Refusal is { } refusal) return refusal;
        return Outcome.Of<ImmutableArray<ScenarioProfits>>(
            [.. order.Select(name => new ScenarioProfits(name, series[name].Cut, [.. series[name].Days], [.. series[name].Profits]))],
            rows.Findings);
    }
}
