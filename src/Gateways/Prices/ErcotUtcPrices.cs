using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime.Text;

namespace Busbar.Gateways.Prices;

/// <summary>Reads a republished table of ERCOT's settlement point prices by the UTC start of the interval:
/// <c>interval_start_utc,settlement_point</c> and one of <c>dam_spp</c> (hours) or <c>rtm_spp</c> (quarters).</summary>
public static class ErcotUtcPrices
{
    /// <summary>Reads the file; intervals that it leaves out are findings.</summary>
    public static Outcome<ImportedFile> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        var points = new PricePoints(rows, MarketCalendar.Ercot, "ercot", new(13, 30));
        if (Header.Read(rows) is { } header)
        {
            var (run, price) = header.Names.Contains("rtm_spp") ? ("rt", Column.Price("rtm_spp")) : ("da", Column.Price("dam_spp"));
            if (header.Places(rows, "ercot-utc", ["interval_start_utc", "settlement_point", price.Name]) is { } places)
                while (rows.Read() && header.Fits(rows))
                    if (InstantPattern.General.Parse(rows.Text(places[0])) is { Success: true, Value: var at })
                        points.Add(rows.Text(places[1]), run, "lmp", at, price.Read(rows, places[2]));
                    else
                        rows.Refuse("bad-time", $"'{rows.Text(places[0])}' is no instant", "interval_start_utc",
                            "Write it as 2024-11-01T05:00:00Z.");
        }
        return points.Finish(file, null, []);
    }
}
