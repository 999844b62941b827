using System.Text.Json.Serialization;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Supply.Handoffs.Trading.Deals;

/// <summary>Something that happened to a deal. The stream of its facts is the deal; its state is their fold.</summary>
/// <param name="Who">Who did it, and in which role.</param>
/// <param name="At">When.</param>
/// <param name="Why">The reason given; a capture may leave it empty.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(TradeCaptured), "captured")]
[JsonDerivedType(typeof(TradeAmended), "amended")]
[JsonDerivedType(typeof(ConfirmationSent), "confirmation-sent")]
[JsonDerivedType(typeof(TradeConfirmed), "confirmed")]
[JsonDerivedType(typeof(TradeVoided), "voided")]
public abstract record TradeFact(Actor Who, Instant At, string Why);

/// <summary>The front office captured the deal.</summary>
public sealed record TradeCaptured(Actor Who, Instant At, string Why, Instant TradedAt, TradeTicket Ticket) : TradeFact(Who, At, Why);

/// <summary>Its ticket was corrected; a confirmation before it no longer holds.</summary>
public sealed record TradeAmended(Actor Who, Instant At, string Why, TradeTicket Ticket) : TradeFact(Who, At, Why);

/// <summary>The back office sent our confirmation of it to the other side.</summary>
/// <param name="Reference">Our reference on it.</param>
public sealed record ConfirmationSent(Actor Who, Instant At, string Why, string Reference) : TradeFact(Who, At, Why);

/// <summary>The back office matched it with the counterparty's paper.</summary>
/// <param name="Reference">The counterparty's reference.</param>
public sealed record TradeConfirmed(Actor Who, Instant At, string Why, string Reference) : TradeFact(Who, At, Why);

/// <summary>It was taken back.</summary>
public sealed record TradeVoided(Actor Who, Instant At, string Why) : TradeFact(Who, At, Why);
