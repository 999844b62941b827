using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Form1;

namespace Busbar.Gateways.Form1;

/// <summary>Rows of Form 1's page 326 as a table, the columns named by the taxonomy's elements. A blank number is none; refuses text where
/// a number stands. Page 310 is written in the same columns.</summary>
public static class CounterpartyCsv
{
    private const decimal Most = 1e13m;

    private static readonly string[] wanted =
    [
        "filer", "OrderNumber", "NameOfCompanyOrPublicAuthorityProvidingPurchasedPower", "StatisticalClassificationCode",
        "RateScheduleTariffNumber", "MegawattHoursPurchasedOtherThanStorage", "EnergyReceivedThroughPowerExchanges",
        "EnergyDeliveredThroughPowerExchanges", "DemandChargesOfPurchasedPower", "EnergyChargesOfPurchasedPower",
        "OtherChargesOfPurchasedPower", "SettlementOfPower",
    ];

    /// <summary>Reads the table whole, or refuses it whole.</summary>
    public static Outcome<ImmutableArray<CounterpartyRow>> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header || header.Places(rows, "a table of page 326", wanted) is not { } at) return rows.Refusal!;
        var read = ImmutableArray.CreateBuilder<CounterpartyRow>();
        while (rows.Read() && header.Fits(rows))
            read.Add(new(rows.Text(at[0]), rows.Text(at[1]), rows.Text(at[2]), rows.Text(at[3]), rows.Text(at[4]), new(Number(5) ?? 0),
                new(Number(6) ?? 0), new(Number(7) ?? 0), new(Number(8) ?? 0), new(Number(9) ?? 0), new(Number(10) ?? 0),
                Number(11) is { } total ? new Usd(total) : null));
        return rows.Refusal is { } refusal ? refusal : Outcome.Of(read.ToImmutable(), rows.Findings);

        decimal? Number(int column) => rows[at[column]].Length == 0 ? null
            : new Column(wanted[column], column < 8 ? "MWh" : "USD", -Most, Most).Read(rows, at[column]);
    }

    /// <summary>The rows as text, in the layout that is read. A charge of zero is left blank.</summary>
    public static string Write(IEnumerable<CounterpartyRow> page)
    {
        var text = new StringBuilder().AppendCsv(wanted);
        foreach (var row in page)
            text.AppendCsv(
            [
                row.Filer, row.Order, row.Counterparty, row.Class, row.Tariff, Number(row.Energy.Value), Number(row.Received.Value),
                Number(row.Delivered.Value), Number(row.Demand.Value), Number(row.EnergyCharge.Value), Number(row.Other.Value),
                row.Total?.Value.ToString(CultureInfo.InvariantCulture) ?? "",
            ]);
        return text.ToString();
    }

    private static string Number(decimal value) => value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture);
}
