using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Catalogue;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Utility;
using Busbar.Supply.Settlement.Engine;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks.Quality;

/// <summary>The rows of the warehouse's dimensions: of every key that a fact carries, what is known about it, so that no fact is without
/// its
/// row.</summary>
/// <param name="books">The digital stream's books and the store.</param>
/// <param name="profile">The utility.</param>
/// <param name="asOf">The clocks.</param>
public sealed class StarDimensions(DigitalBooks books, UtilityProfile profile, AsOf asOf)
{
    private readonly MarketCalendar calendar = Markets.CalendarOf(profile);

    /// <summary>The rows of a dimension for the keys that facts carry, in the order of the keys: the key, then its columns.</summary>
    public IEnumerable<string[]> Of(StarDimension dimension, IEnumerable<string> keys)
    {
        var describe = Describe(dimension.Name);
        return keys.Where(key => key.Length > 0).Order(StringComparer.Ordinal).Select(key => (string[])[key, .. describe(key)]);
    }

    private Func<string, string[]> Describe(string dimension)
    {
        switch (dimension)
        {
            case "dim_interval": return Interval;
            case "dim_location": return key => [profile.Market, key == profile.Location ? "zone" : ""];
            case "dim_counterparty":
                var counterparties = PolicyBook.Of(books.Store, asOf).Counterparties.ToDictionary(each => each.Id);
                return key => counterparties.TryGetValue(key, out var found) ? [found.Name, found.Rating] : ["", ""];
            case "dim_charge": return key => ChargeCodes.ByCode(key) is { } code ? [code.Market, code.Title] : ["", ""];
            case "dim_service":
                var services = books.Maps.Map(asOf).Services.ToDictionary(each => each.Name);
                return key => services.TryGetValue(key, out var found) ? [found.Title, found.Owner, $"{(int)found.Criticality}"] : ["", "",
                    ""];
            case "dim_dataset":
                var datasets = new CatalogueDesk(books.Store).Read(asOf).Rows.ToDictionary(row => row.Dataset.Name, row => row.Dataset);
                return key => datasets.TryGetValue(key, out var found) ? [found.Owner, found.Contract ?? ""] : ["", ""];
            case "dim_book": return key => [key];
            case "dim_person": return _ => [""];
            default: throw new InvalidOperationException($"Nobody fills {dimension}.");
        }
    }

    private string[] Interval(string key)
    {
        var start = InstantPattern.General.Parse(key).Value;
        return [InstantPattern.General.Format(start + Duration.FromHours(1)), $"{calendar.DayOf(start)}", $"{calendar.HourEndingOf(start)}",
            calendar.BlockOf(start) switch { PeakBlock.OnPeak => "5x16", PeakBlock.WeekendDay => "2x16", _ => "7x8" }];
    }
}
