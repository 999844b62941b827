using System.Collections.Immutable;
using System.Text;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Form1;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Form1;

/// <summary>Facts of Form 1 filings as a table of <c>filer,filing,element,period,dims,value</c>; a period is
/// <c>2021-01-01/2021-12-31</c>, both days in it.</summary>
public static class Form1FactsCsv
{
    private static readonly string[] wanted = ["filer", "filing", "element", "period", "dims", "value"];

    /// <summary>Reads the table whole, or refuses it whole.</summary>
    public static Outcome<ImmutableArray<Form1Fact>> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header || header.Places(rows, "a table of Form 1 facts", wanted) is not
            [var filer, var filing, var element, var period, var dims, var value]) return rows.Refusal!;
        var facts = ImmutableArray.CreateBuilder<Form1Fact>();
        while (rows.Read() && header.Fits(rows))
            if (PeriodOf(rows.Text(period)) is var (start, end))
                facts.Add(new(rows.Text(filer), rows.Text(filing), rows.Text(element), start, end, rows.Text(dims), rows.Text(value)));
            else
                rows.Refuse("bad-period", $"'{rows.Text(period)}' is no period", "period",
                    "Write 2021-01-01/2021-03-31, the later day last.");
        return rows.Refusal is { } refusal ? refusal : Outcome.Of(facts.ToImmutable(), rows.Findings);
    }

    /// <summary>The facts as text, in the layout that is read.</summary>
    public static string Write(IEnumerable<Form1Fact> facts)
    {
        var text = new StringBuilder().AppendCsv(wanted);
        foreach (var fact in facts)
            text.AppendCsv([fact.Filer, fact.Filing, fact.Element, $"{Day(fact.Start)}/{Day(fact.End)}", fact.Dimension, fact.Value]);
        return text.ToString();
    }

    private static (LocalDate Start, LocalDate End)? PeriodOf(string text) =>
        text.Split('/') is [var from, var to] && LocalDatePattern.Iso.Parse(from) is { Success: true, Value: var start }
        && LocalDatePattern.Iso.Parse(to) is { Success: true, Value: var end } && end >= start ? (start, end) : null;

    private static string Day(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
