using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime.Text;

namespace Busbar.Gateways.Statements;

/// <summary>One interval of a dispute as it is submitted.</summary>
public sealed record DisputeRow(DeliveryInterval Interval, Usd Billed, Usd Computed);

/// <summary>A dispute to be submitted to a market without a form of its own here: a table of ours, a row an interval
/// (<c>market,statement,operating_day,charge,asset,start_utc,end_utc,billed,computed,difference,reason</c>).</summary>
public sealed record DisputeCsv(
    string Market, string StatementId, OperatingDay Day, string Code, string Asset, string Reason, ImmutableArray<DisputeRow> Rows)
{
    /// <summary>The text, UTF-8.</summary>
    public byte[] Write()
    {
        var text = new StringBuilder().AppendCsv(["market", "statement", "operating_day", "charge", "asset", "start_utc", "end_utc",
            "billed", "computed", "difference", "reason"]);
        foreach (var (interval, billed, computed) in Rows)
            text.AppendCsv([Market, StatementId, $"{Day}", Code, Asset, InstantPattern.General.Format(interval.Start),
                InstantPattern.General.Format(interval.End), Money(billed), Money(computed), Money(billed - computed), Reason]);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Money(Usd amount) => amount.Value.ToString("0.00####", CultureInfo.InvariantCulture);
}
