using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Tests.Service;

/// <summary>A desk's books over a store of their own, with a clock that stands until it is moved.</summary>
internal sealed class ServiceKit : IDisposable
{
    public static readonly Actor Ann = new("ann", Roles.Trader);
    public static readonly Actor Dan = new("dan", Roles.ServiceDesk);
    public static readonly Actor Ed = new("ed", Roles.ServiceOperator);
    public static readonly Actor Flo = new("flo", Roles.ServiceDesk);

    private readonly string folder = Directory.CreateTempSubdirectory("busbar-service-").FullName;
    private readonly StandingClock clock = new(Instant.FromUtc(2026, 3, 2, 14, 0));

    public ServiceKit()
    {
        Store = FactStore.Open(new StoreLocation.Sqlite(Path.Combine(folder, "busbar.db")), clock);
        Books = new(Store, clock);
    }

    public FactStore Store { get; }

    public DigitalBooks Books { get; }

    public IClock Clock => clock;

    public Instant Now => clock.Now;

    /// <summary>Moves the clock on.</summary>
    public Instant Later(Duration by) => clock.Now += by;

    public TicketOpened Opening(string title, TicketKind kind = TicketKind.Incident) =>
        new(Now, Dan, kind, Channel.Phone, "ann", title, "It was right yesterday.", "", "", "service-desk");

    public string Open(string title, TicketKind kind = TicketKind.Incident) => Books.Tickets.Open(Opening(title, kind));

    public static string CodeOf(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class StandingClock(Instant now) : IClock
    {
        public Instant Now { get; set; } = now;

        public Instant GetCurrentInstant() => Now;
    }
}

/// <summary>A batch filled and committed in one expression.</summary>
internal static class BatchWords
{
    public static void Also(this WriteBatch batch, Action<WriteBatch> fill)
    {
        using (batch)
        {
            fill(batch);
            batch.Commit();
        }
    }
}
