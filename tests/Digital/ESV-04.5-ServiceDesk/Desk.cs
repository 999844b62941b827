using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Digital.ServiceDesk.Tests;

/// <summary>People, a clock and tickets for the tests of the desk.</summary>
internal static class Desk
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 14, 0);
    public static readonly Actor Ann = new("ann", Roles.ServiceDesk), Ben = new("ben", Roles.ServiceDesk), Cleo = new("cleo", Roles.Trader);

    private static readonly JsonSerializerOptions Json = Options();

    public static Instant At(double hours) => Start + Duration.FromHours(hours);

    public static TicketOpened Opening(TicketKind kind = TicketKind.Incident, double at = 0, string title = "Prices are late",
        string item = "price-feed", Channel channel = Channel.Phone) =>
        new(At(at), Ann, kind, channel, Cleo.Name, title, "The screen shows yesterday.", "day-ahead", item, "desk");

    public static Ticket Open(TicketKind kind = TicketKind.Incident, string id = "T-1") =>
        OpenTicket.Run(new(id, Opening(kind), Start)).OrThrow();

    public static Outcome<Ticket> Move(this Ticket ticket, params TicketFact[] facts) =>
        MoveTicket.Run(new(ticket, [.. facts], DeskRules.Default, At(10_000)));

    public static Ticket After(this Ticket ticket, params TicketFact[] facts) => ticket.Move(facts).OrThrow();

    public static string? Code<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal.Code;

    public static string? Refused(this Ticket ticket, params TicketFact[] facts) => Code(ticket.Move(facts));

    /// <summary>A value as text, to compare what holds arrays.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Json);

    /// <summary>A fact through JSON as a store would keep it: by its own type, read back by that type.</summary>
    public static TicketFact ThroughJson(TicketFact fact) =>
        (TicketFact)JsonSerializer.Deserialize(JsonSerializer.Serialize(fact, fact.GetType(), Json), fact.GetType(), Json)!;

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } };
        options.Converters.Add(new Written<Instant>(InstantPattern.ExtendedIso));
        options.Converters.Add(new Written<Duration>(DurationPattern.Roundtrip));
        options.Converters.Add(new Written<LocalDate>(LocalDatePattern.Iso));
        return options;
    }

    private sealed class Written<T>(IPattern<T> pattern) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            pattern.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(pattern.Format(value));
    }
}
