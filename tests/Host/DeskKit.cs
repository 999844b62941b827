using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Simulators.SampleUtility;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary>A desk with the sample utility's marks and policy in a store of its own: people of each office, and a fast close.</summary>
internal sealed class DeskKit : IDisposable
{
    /// <summary>Few paths: tests ask whether numbers add up and repeat, not how near they are.</summary>
    public const int Paths = 400;

    public static readonly Actor Ann = new("ann", Roles.Trader);
    public static readonly Actor Bert = new("bert", Roles.Trader);
    public static readonly Actor Carl = new("carl", Roles.Settlement);
    public static readonly Actor Dora = new("dora", Roles.Risk);

    private readonly string? folder;

    /// <summary>A store in a folder of its own, or in the one given, which is left there.</summary>
    public DeskKit(OperatingDay markDay, string? kept = null)
    {
        folder = kept is null ? Directory.CreateTempSubdirectory("busbar-desk-").FullName : null;
        MarkDay = markDay;
        Store = FactStore.Open(Location(kept ?? folder!), SystemClock.Instance);
        Keep(Policy);
        Mark(markDay.Plus(-1));
        Mark(markDay);
    }

    public FactStore Store { get; }

    public OperatingDay MarkDay { get; }

    /// <summary>Five in the afternoon, when the desk marks.</summary>
    public Instant Close => At(MarkDay, 17);

    /// <summary>Ten in the morning after.</summary>
    public Instant Morning => At(MarkDay.Plus(1), 10);

    /// <summary>The sample's policy with fewer paths of credit, and without the limits of a book that holds nothing here.</summary>
    public TradingPolicy Policy
    {
        get
        {
            var policy = QuantumPolicy.Of(MarkDay);
            return policy with
            {
                Exposure = policy.Exposure! with { Paths = 200 }, Limits = [.. policy.Limits.Where(limit => limit.Scope != "spec")],
            };
        }
    }

    /// <summary>The month that a deal line names, so many months after the marks.</summary>
    public string Month(int ahead) =>
        MarkDay.FirstOfMonth().Date.PlusMonths(ahead).ToString("MMM-yy", CultureInfo.InvariantCulture);

    public static Instant At(OperatingDay day, int hour) => MarketCalendar.Pjm.At(day, new LocalTime(hour, 0));

    public static TradeTicket Ticket(string line, string trader = "ann") => ReadDealLine.Run(new(line, "PJM", "hedge", trader)).OrThrow();

    public static string CodeOf(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    public static StoreLocation Location(string folder) => new StoreLocation.Sqlite(Path.Combine(folder, "busbar.db"));

    public void Keep(TradingPolicy policy) => PolicyBook.Keep(Store, policy, Dora, At(MarkDay.Plus(-5), 9));

    public void Mark(OperatingDay day) => new CurveBook(Store).Keep(QuantumBook.Curves(day, At(day, 17)), Ann, At(day, 17));

    public Trade Capture(string line, Instant? at = null) =>
        new TradeBook(Store).Capture([new(Ticket(line), at ?? At(MarkDay, 9))], Ann, at ?? At(MarkDay, 9), "capture")[0];

    public BookClose CloseIt(ulong seed = 1) => new CloseBook(Store).Run(AsOf.Latest, Paths, seed);

    /// <summary>Makes a token of a person in the workspace's own tables of people.</summary>
    public static string TokenOf(BusbarProcess busbar, string name, string role) => TokenOf(Location(busbar.Workspace), name, role);

    /// <summary>Makes a token of a person beside a store.</summary>
    public static string TokenOf(StoreLocation location, string name, string role)
    {
        PeopleSchema.Apply(location, SystemClock.Instance);
        var builder = new DbContextOptionsBuilder<PeopleTables>();
        PeopleTables.Locate(builder, location);
        using var tables = new PeopleTables(builder.Options);
        var (token, now) = (Secret.Make("busbar_"), SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds());
        if (!tables.Users.Any(person => person.UserName == name))
            tables.Users.Add(new Person { UserName = name, NormalizedUserName = name.ToUpperInvariant() });
        tables.Tokens.Add(new()
        {
            Hash = Secret.HashOf(token), Prefix = token[..12], Purpose = "test", Owner = name, Role = role, CreatedAt = now,
            ExpiresAt = now + 3_600,
        });
        tables.SaveChanges();
        return token;
    }

    public void Dispose()
    {
        Store.Dispose();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}
