using System.Collections.Immutable;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Contracts.Credit;
using Busbar.Supply.Handoffs.Contracts;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Contracts;

/// <summary>What counterparties owe and could come to owe, as the newest close of the book measured it.</summary>
public static class CreditTables
{
    /// <summary>The exposure of the newest close; null before the first, or without credit terms.</summary>
    public static ExposureReport? Read(ScreenView view) => new CloseBook(view.Reads.Store).Newest(view.AsOf)?.Credit;

    /// <summary>The limit less the larger of current and potential exposure, USD; below 0 it is broken.</summary>
    public static double Headroom(CounterpartyExposure party) =>
        (double)party.Limit.Value - Math.Max(party.Current.Value, party.Potential.Value);

    /// <summary>One row a counterparty.</summary>
    public static ScreenTable Counterparties(ScreenView view)
    {
        var known = PolicyBook.Of(view.Reads.Store, view.AsOf).Counterparties.ToDictionary(party => party.Id);
        var report = Read(view);
        return new("credit-counterparties", "Counterparties",
        [
            Words("Counterparty"), Words("Name"), Words("Rating"), Numbers("Current", "USD"), Numbers("Potential 95", "USD"),
            Numbers("Expected", "USD"), Numbers("Limit", "USD"), Numbers("Headroom", "USD"), Numbers("Used", "%"), Numbers("Call", "USD"),
            Numbers("Wrong-way", "×"), Numbers("Expected loss", "USD"),
        ],
        [
            .. (report?.Exposure.Counterparties ?? []).Select(party => (ImmutableArray<Cell>)
            [
                Cell.Of(party.Counterparty), known.TryGetValue(party.Counterparty, out var who) ? Cell.Of(who.Name) : Cell.Empty,
                who is null ? Cell.Empty : Cell.Of(who.Rating), Cell.Of(party.Current.Value, 0), Cell.Of(party.Potential.Value, 0),
                Cell.Of(party.Expected.Value, 0), Cell.Of(party.Limit.Value, 0),
                Cell.Of(Headroom(party), 0).As(Headroom(party) < 0 ? Tone.Bad : Tone.Good),
                party.Limit.Value > 0 ? Cell.Of(100 * (1 - Headroom(party) / (double)party.Limit.Value), 0) : Cell.Empty,
                Cell.Of(party.Call.Value, 0),
                .. Risk(report!.Profiles.FirstOrDefault(profile => profile.Counterparty == party.Counterparty)),
            ]),
        ], IsMain: true);
    }

    /// <summary>What close-out nets.</summary>
    public static ScreenTable Sets(ScreenView view) => new("netting-sets", "Netting sets",
        [
            Words("Counterparty"), Words("Master"), Numbers("Deals", ""), Numbers("Value", "USD"), Numbers("Receivable", "USD"),
            Numbers("Payable", "USD"), Numbers("Collateral held", "USD"), Numbers("Current", "USD"), Numbers("Gross", "USD"),
            Numbers("Call", "USD"),
        ],
        [
            .. (Read(view)?.Sets ?? []).Select(set => (ImmutableArray<Cell>)
            [
                Cell.Of(set.Counterparty), MasterOf(set), Cell.Count(set.Deals.Length), Cell.Of(set.Value.Value, 2),
                Cell.Of(set.Receivable.Value, 2), Cell.Of(set.Payable.Value, 2), Cell.Of(set.Held.Value, 2), Cell.Of(set.Current.Value, 2),
                Cell.Of(set.Gross.Value, 2), Cell.Of(set.Call.Value, 0),
            ]),
        ]);

    /// <summary>The deals of each set at the marks; they sum to the value of their set.</summary>
    public static ScreenTable Deals(ScreenView view) => new("netting-deals", "Deals by netting set",
        [Words("Counterparty"), Words("Master"), Words("Deal"), Numbers("Value", "USD"), Numbers("Value of the set", "USD")],
        [
            .. (Read(view)?.Sets ?? []).SelectMany(set => set.Deals.Select(deal => (ImmutableArray<Cell>)
            [
                Cell.Of(set.Counterparty), MasterOf(set), Cell.Of(deal.Deal, view.Link("/deal", ("id", deal.Deal))),
                Cell.Of(deal.Value.Value, 2), Cell.Of(set.Value.Value, 2).As(Tone.Faint),
            ])),
        ]);

    /// <summary>Receivables by days past due.</summary>
    public static ScreenTable Ages(ScreenView view) => new("receivable-ages", "Receivables by age",
        [
            Words("Counterparty"), Numbers("Not due", "USD"), Numbers("1–30 days", "USD"), Numbers("31–60 days", "USD"),
            Numbers("61–90 days", "USD"), Numbers("Over 90 days", "USD"),
        ],
        [
            .. (Read(view)?.Ages ?? []).Select(age => (ImmutableArray<Cell>)
            [
                Cell.Of(age.Counterparty), Cell.Of(age.NotDue.Value, 2), Cell.Of(age.To30.Value, 2), Late(age.To60.Value),
                Late(age.To90.Value), Late(age.Over90.Value),
            ]),
        ]);

    /// <summary>A counterparty's exposure over the months to come, under its limit where that is near.</summary>
    public static ChartModel Profile(ExposureProfile profile, CounterpartyExposure party)
    {
        var lines = new List<ChartLine>
        {
            ChartLine.Of("95 %", ChartKind.Line, 1, profile.Points.Select(point => point.Potential95.Value)),
            ChartLine.Of("Expected", ChartKind.Bars, 2, profile.Points.Select(point => point.Expected.Value)),
        };
        // A limit many times the exposure would press the picture flat.
        if ((double)party.Limit.Value < 3 * party.Potential.Value)
            lines.Add(ChartLine.Of("Limit", ChartKind.Dashed, 6, profile.Points.Select(_ => (double)party.Limit.Value)));
        return new($"{profile.Counterparty}: exposure over the months to come", "USD",
            [.. profile.Points.Select(point => point.Day.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture))], [.. lines]);
    }

    private static IEnumerable<Cell> Risk(ExposureProfile? profile) =>
        profile is null ? [Cell.Empty, Cell.Empty] : [Cell.Of(profile.Alpha, 2), Cell.Of(profile.ExpectedLoss.Value, 0)];

    private static Cell MasterOf(NettingSet set) => set.Master.Length > 0 ? Cell.Of(set.Master) : Cell.Empty;

    private static Cell Late(decimal usd) => Cell.Of(usd, 2).As(usd > 0 ? Tone.Bad : Tone.Plain);
}
