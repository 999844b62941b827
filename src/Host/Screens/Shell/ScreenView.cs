using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Host.Screens.Shell;

/// <summary>What one request looks at: the as-of, the operating day, and the filters in its address. It refuses an address it cannot
/// read.</summary>
public sealed class ScreenView
{
    private readonly IQueryCollection query;
    private readonly HttpContext context;

    private ScreenView(SupplyReads reads, HttpRequest request)
    {
        Reads = reads;
        Path = request.Path.Value ?? "/";
        (query, context) = (request.Query, request.HttpContext);
        Profile = reads.Profile(AsOf.Latest);
        Calendar = Profile is null ? MarketCalendar.IsoNe : Markets.CalendarOf(Profile);
        Clock = new(Calendar);
        AsOf = new(Instant("asof") ?? NodaTime.Instant.MaxValue, Instant("recorded"));
        Days = reads.Days(AsOf);
        Day = Date("day") ?? (Days.IsEmpty ? null : Days[^1]);
        First = Date("from") ?? (Days.IsEmpty ? null : Days[Math.Max(0, Days.Length - 62)]);
        Last = Date("to") ?? (Days.IsEmpty ? null : Days[^1]);
    }

    /// <summary>The facts.</summary>
    public SupplyReads Reads { get; }

    /// <summary>Who looks.</summary>
    public ClaimsPrincipal Person => context.User;

    /// <summary>The books of the digital stream.</summary>
    public DigitalBooks Digital => context.RequestServices.GetRequiredService<DigitalBooks>();

    /// <summary>The path without its query.</summary>
    public string Path { get; }

    /// <summary>The two clocks of every read on the page.</summary>
    public AsOf AsOf { get; }

    /// <summary>True when the page does not show everything known so far.</summary>
    public bool IsPast => AsOf != AsOf.Latest;

    /// <summary>The operating day in focus: the one asked for, else the latest; null while there is none.</summary>
    public OperatingDay? Day { get; }

    /// <summary>First day of lists by day.</summary>
    public OperatingDay? First { get; }

    /// <summary>Last day of lists by day.</summary>
    public OperatingDay? Last { get; }

    /// <summary>Every operating day known then.</summary>
    public ImmutableArray<OperatingDay> Days { get; }

    /// <summary>Who we are, null on an empty store.</summary>
    public UtilityProfile? Profile { get; }

    /// <summary>The market's calendar.</summary>
    public MarketCalendar Calendar { get; }

    /// <summary>The market's clock.</summary>
    public MarketClock Clock { get; }

    /// <summary>Names of the market's series.</summary>
    public SupplySeries Names => Profile is null ? new("none") : Markets.SeriesOf(Profile);

    /// <summary>The view of a request.</summary>
    /// <exception cref="RefusedException">A field of the address is not what it should be.</exception>
    public static ScreenView Of(SupplyReads reads, HttpRequest request) => new(reads, request);

    /// <summary>A field of the address, empty when it is not there.</summary>
    public string Field(string name) => query[name].ToString();

    /// <summary>An address on this site that keeps looking as of the same instants.</summary>
    public string Link(string path, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var pairs = new List<string>();
        foreach (var (name, value) in fields)
            if (value.Length > 0) pairs.Add($"{name}={Uri.EscapeDataString(value)}");
        foreach (var name in (string[])["asof", "recorded"])
            if (Field(name) is { Length: > 0 } text && !pairs.Any(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal)))
                pairs.Add($"{name}={Uri.EscapeDataString(text)}");
        return pairs.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}";
    }

    /// <summary>This page's address with one field changed (removed when empty) and the others kept.</summary>
    public string With(string name, string value)
    {
        var pairs = query.Where(field => field.Key != name).Select(field => (field.Key, field.Value.ToString())).ToList();
        if (value.Length > 0) pairs.Add((name, value));
        return Link(Path, [.. pairs]);
    }

    /// <summary>This page's address with everything known so far.</summary>
    public string Latest
    {
        get
        {
            var pairs = FieldsBut("asof", "recorded", "p").Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}");
            var fields = string.Join('&', pairs);
            return fields.Length == 0 ? Path : $"{Path}?{fields}";
        }
    }

    /// <summary>Every field of the address but the named ones, for hidden fields of a form.</summary>
    public IEnumerable<(string Name, string Value)> FieldsBut(params string[] names) =>
        query.Where(field => !names.Contains(field.Key)).Select(field => (field.Key, field.Value.ToString()));

    /// <summary>The link to the working of a number.</summary>
    public string Explain(string kind, string key) =>
        Link($"/explain/{kind}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}");

    /// <summary>A whole number of the address.</summary>
    public int Number(string name, int otherwise) =>
        int.TryParse(Field(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private Instant? Instant(string field) => Field(field) is { Length: > 0 } text ? Clock.Read(text, field).OrThrow() : null;

    private OperatingDay? Date(string field) => Field(field) is { Length: > 0 } text ? DayAsked.Read(text, field) : null;
}
