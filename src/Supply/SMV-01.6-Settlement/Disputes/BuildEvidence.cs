using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Settlement.Disputes;

/// <summary>One interval in dispute: our line and the ISO's.</summary>
/// <param name="Interval">The interval.</param>
/// <param name="Ours">What we computed.</param>
/// <param name="Iso">What the ISO billed; zero when it has no such line.</param>
/// <param name="Working">Our line with the numbers in its formula, down to meter, award and price.</param>
public sealed record DisputedLine(DeliveryInterval Interval, Usd Ours, Usd Iso, Explain Working);

/// <summary>What an evidence pack is made from.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Claim">What is disputed.</param>
/// <param name="Deadline">Until when it is heard.</param>
/// <param name="Lines">One for each interval of the claim.</param>
public sealed record BuildEvidenceInputs(
    MarketCalendar Calendar, DisputeClaim Claim, DisputeDeadline Deadline, ImmutableArray<DisputedLine> Lines);

/// <summary>The evidence for a dispute: plain text that goes out with it, its hash, and what it rests on.</summary>
/// <param name="Title">One line.</param>
/// <param name="Text">The whole of it.</param>
/// <param name="Sources">Every source at a leaf of the working, once, in order.</param>
public sealed record EvidencePack(string Title, string Text, ImmutableArray<string> Sources)
{
    /// <summary>Content hash of the text, to be kept with the filing.</summary>
    public ContentHash Hash => ContentHash.Of(Text);
}

/// <summary>Builds the evidence for a dispute: the claim, each interval with both amounts, and the working of ours with its sources. Lines
/// of the claim and their sums have to agree with the claim, so that what is filed is what was computed.</summary>
public static class BuildEvidence
{
    /// <summary>The pack; refused when the lines are not those of the claim.</summary>
    public static Outcome<EvidencePack> Run(BuildEvidenceInputs inputs)
    {
        var claim = inputs.Claim;
        var lines = inputs.Lines.OrderBy(line => line.Interval).ToImmutableArray();
        if (!lines.Select(line => line.Interval).SequenceEqual(claim.Intervals.Order())
            || Sum(lines, line => line.Ours) != claim.Ours || Sum(lines, line => line.Iso) != claim.Iso)
            return new Refusal("lines-are-not-the-claim",
                $"{lines.Length} lines of {Sum(lines, line => line.Ours)} against {Sum(lines, line => line.Iso)} do not make up the claim, "
                + $"{claim.Intervals.Length} intervals of {claim.Ours} against {claim.Iso}",
                $"dispute of {claim.Code} on {claim.Day}", "Give each interval of the claim once, with the amounts it was opened with.");
        var title = $"{claim.Market} {claim.Day}: {claim.Code}{(claim.Asset == "" ? "" : $" of {claim.Asset}")}, "
            + $"{Money(claim.Amount)} USD in dispute";
        ImmutableArray<string> sources =
            [.. lines.SelectMany(line => SourcesOf(line.Working)).Distinct().Order(StringComparer.Ordinal)];
        return new EvidencePack(title, TextOf(title, inputs, lines, sources), sources);
    }

    private static string TextOf(
        string title, BuildEvidenceInputs inputs, ImmutableArray<DisputedLine> lines, ImmutableArray<string> sources)
    {
        var claim = inputs.Claim;
        var text = new StringBuilder();
        text.Append($"{title}\n\nStatement {claim.StatementId} ({claim.Statement?.ToString() ?? "invoice"}), operating day {claim.Day}\n")
            .Append($"To be filed by the end of {inputs.Deadline.LastDay} ({inputs.Deadline.Rule}; {inputs.Deadline.Source})\n\n")
            .Append($"Billed {Money(claim.Iso)} USD, computed {Money(claim.Ours)} USD. {claim.Cause}\n\nInterval beginning, market clock"
                + " | billed USD | computed USD | difference USD\n");
        foreach (var line in lines)
            text.Append($"{inputs.Calendar.OnClock(line.Interval.Start)} | {Money(line.Iso)} | {Money(line.Ours)} | "
                + $"{Money(line.Iso - line.Ours)}\n");
        text.Append("\nWorking\n");
        foreach (var line in lines) Write(text, line.Working, 0);
        text.Append("\nSources\n");
        foreach (var source in sources) text.Append($"- {source}\n");
        return text.ToString();
    }

    private static void Write(StringBuilder text, Explain node, int depth)
    {
        text.Append(' ', 2 * depth).Append($"{node.Name} = {node.Value} {node.Unit}".TrimEnd());
        if (node.Formula != "") text.Append($" = {node.Formula}");
        if (node.Source != "") text.Append($" [{node.Source}]");
        text.Append('\n');
        foreach (var part in node.Because) Write(text, part, depth + 1);
    }

    private static IEnumerable<string> SourcesOf(Explain node) =>
        (node.Source == "" ? [] : new[] { node.Source }).Concat(node.Because.SelectMany(SourcesOf));

    private static Usd Sum(ImmutableArray<DisputedLine> lines, Func<DisputedLine, Usd> of) =>
        lines.Aggregate(Usd.Zero, (sum, line) => sum + of(line));

    private static string Money(Usd amount) => amount.Value.ToString("0.00####", CultureInfo.InvariantCulture);
}
