using System.Collections.Immutable;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Busbar.Host.Commands;

/// <summary>Offers, verdicts and versions as a person reads them on a terminal.</summary>
internal static class OfferTables
{
    /// <summary>Offers in brief, then everything that was said of them.</summary>
    public static IRenderable Verdict(OfferSet set, OfferVerdict verdict, ImmutableArray<Finding> findings, OffersBuilt? built)
    {
        var offers = new Table().Title($"{set.Market} {set.Day}{(built is null ? "" : $", version {built.Version}")}")
            .AddColumns("Resource", "Schedule", "Hours", "MW", "Cold start USD", "Cheapest", "Dearest USD/MWh");
        foreach (var offer in set.Offers)
        {
            var hours = offer.Hours.Where(hour => hour.Mode != CommitmentMode.Outage && !hour.Curve.IsEmpty).ToList();
            if (hours.Count == 0) continue;
            offers.AddRow(Markup.Escape(offer.Resource), offer.Schedule.ToString(), $"{hours.Count}",
                $"{hours.Min(hour => hour.Limits.EconomicMin.Value)} to {hours.Max(hour => hour.Limits.EconomicMax.Value)}",
                Money(hours.Max(hour => hour.StartUp.Cold.Value)), Money(hours.Min(hour => hour.Curve[0].Price.Value)),
                Money(hours.Max(hour => hour.Curve[^1].Price.Value)));
        }
        var said = new Table().AddColumns("Rule", "What", "Where", "Remedy");
        foreach (var refusal in verdict.Refusals)
            said.AddRow($"[red]{refusal.Code}[/]", Markup.Escape(refusal.What), Markup.Escape(refusal.Where),
                Markup.Escape(refusal.Remedy));
        foreach (var finding in findings.AddRange(verdict.Findings))
            said.AddRow($"[yellow]{finding.Code}[/]", Markup.Escape(finding.What), Markup.Escape(finding.Where),
                Markup.Escape(finding.Done));
        return new Rows(offers, new Markup(verdict.IsAccepted ? "[green]No rule of the market is broken.[/]"
            : "[red]The market would refuse this.[/]"),
            said);
    }

    /// <summary>Versions with who did what when.</summary>
    public static IRenderable Versions(ImmutableArray<OfferVersion> versions, MarketClock clock, Instant gate)
    {
        var table = new Table().Title($"The gate closes {clock.Show(gate)}").AddColumns("Version", "Built", "Approved", "Submitted");
        foreach (var version in versions)
            table.AddRow($"{version.Built.Version}", $"{clock.Show(version.Built.BuiltAt)} {Markup.Escape(version.BuiltBy.Name)}",
                version.Approved is { } approved ? $"{clock.Show(approved.ApprovedAt)} {Markup.Escape(version.ApprovedBy!.Name)}" : "",
                version.Submitted is { } sent ? $"{clock.Show(sent.SubmittedAt)} {Markup.Escape(version.SubmittedBy!.Name)}"
                    + (sent.IsRehearsal ? " (rehearsal)" : "") : "");
        return table;
    }

    /// <summary>A working as a tree.</summary>
    public static IRenderable Tree(Explain working)
    {
        var tree = new Tree(Line(working));
        foreach (var part in working.Because) Add(tree, part);
        return tree;
    }

    private static void Add(IHasTreeNodes parent, Explain part)
    {
        var node = parent.AddNode(Line(part));
        foreach (var below in part.Because) Add(node, below);
    }

    private static string Line(Explain part) => Markup.Escape(
        $"{part.Name}: {part.Value} {part.Unit}{(part.Formula.Length > 0 ? $" = {part.Formula}" : "")}  ({part.Source})");

    private static string Money(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
