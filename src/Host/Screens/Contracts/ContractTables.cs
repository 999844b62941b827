using System.Collections.Immutable;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Handoffs.Contracts;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Contracts;

/// <summary>The tables of the contracts page.</summary>
public static class ContractTables
{
    /// <summary>The contracts in force and their terms.</summary>
    public static ScreenTable Terms(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Contract"),
            Words("Counterparty"),
            Words("Terms"),
            Words("Location"),
            Words("First day"),
            Words("Last day"),
            Numbers("Price", "USD/MWh"),
            Numbers("Credit limit", "USD"),
        ];
        return new(
            "contracts",
            "Contracts",
            columns,
            [
                .. (view.Profile?.Contracts ?? []).Select(contract =>
                    (ImmutableArray<Cell>)
                        [
                            Cell.Of(contract.Id),
                            Cell.Of(contract.Counterparty),
                            Cell.Of(Describe(contract)),
                            Cell.Of(contract.Location),
                            Cell.Of(contract.FirstDay.ToString()),
                            Cell.Of(contract.LastDay.ToString()),
                            Cell.Of(contract.Price.Value, 2),
                            Cell.Of(contract.CreditLimit.Value, 0),
                        ]
                ),
            ]
        );
    }

    /// <summary>What each contract delivered, cost and was worth, one row a day and contract.</summary>
    public static ScreenTable Performance(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Day"),
            Words("Contract"),
            Words("Counterparty"),
            Numbers("Nominated", "MWh"),
            Numbers("Delivered", "MWh"),
            Numbers("Delivered", "%"),
            Numbers("Energy cost", "USD"),
            Numbers("Wheeling", "USD"),
            Numbers("Market value", "USD"),
            Numbers("Value less cost", "USD"),
            Words("Meter"),
        ];
        if (view.First is not { } first || view.Last is not { } last)
            return new("contract-performance", "Performance by day", columns, [], true);
        var rows = view
            .Reads.Performances(first, last, view.AsOf)
            .Select(stored => stored.Body)
            .Select(body =>
            {
                var nominated = body.Nominated.Values.Sum(mwh => mwh.Value);
                var delivered = body.Delivered.Values.Sum(mwh => mwh.Value);
                var gain = body.MarketValue - body.EnergyCost - body.WheelingCost;
                return (ImmutableArray<Cell>)
                    [
                        Cell.Of(body.Day.ToString(), view.Link("/supply/contracts", ("day", body.Day.ToString()))),
                        Cell.Of(body.ContractId),
                        Cell.Of(body.Counterparty),
                        Cell.Of(nominated, 1),
                        Cell.Of(delivered, 1),
                        nominated == 0 ? Cell.Empty : Cell.Of(100 * delivered / nominated, 1),
                        Cell.Of(body.EnergyCost.Value, 2),
                        Cell.Of(body.WheelingCost.Value, 2),
                        Cell.Of(body.MarketValue.Value, 2),
                        Cell.Of(gain.Value, 2).As(gain.Value < 0 ? Tone.Bad : Tone.Good),
                        Cell.Of(body.IsSimulatedMeter ? "simulated" : "metered"),
                    ];
            });
        return new("contract-performance", "Performance by day", columns, [.. rows], true);
    }

    /// <summary>Nominated beside delivered energy of a contract.</summary>
    public static ChartModel Delivery(ScreenView view, ContractPerformance body) =>
        new(
            $"{body.ContractId} on {body.Day}: nominated and delivered",
            "MWh",
            [.. Enumerable.Range(0, body.Delivered.Count).Select(i => view.Clock.Label(body.Delivered.IntervalAt(i).Start))],
            [
                ChartLine.Of("Delivered", ChartKind.Bars, 2, body.Delivered.Values.Select(mwh => (double)mwh.Value)),
                ChartLine.Of("Nominated", ChartKind.Step, 1, body.Nominated.Values.Select(mwh => (double)mwh.Value)),
            ]
        );

    private static string Describe(Contract contract) =>
        contract switch
        {
            BlockPurchase block =>
                $"firm {Show.Number(block.Quantity.Value, 0)} MW, {block.Block switch
        {
            Kernel.Time.PeakBlock.OnPeak => "on-peak",
            Kernel.Time.PeakBlock.WeekendDay => "weekend days",
            _ => "nights",
        }}",
            WindPpa ppa => $"{Show.Number(100 * ppa.Share, 0)} % of {ppa.Plant}, as available{(ppa.IsWheeled ? ", wheeled" : "")}",
            PowerAgreement { Quantity: PlantQuantity plant } agreement =>
                $"{agreement.Obligation}: {Show.Number(100 * plant.Share, 0)} % of {plant.Plant}{(plant.IsWheeled ? ", wheeled" : "")}",
            PowerAgreement agreement => $"{agreement.Obligation}, shaped",
            _ => throw new ArgumentOutOfRangeException(nameof(contract), contract, "A contract is a block, a wind PPA or an agreement."),
        };
}
