using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>Something that happened to a tag. Its facts in order are the transaction; its state is their fold.</summary>
/// <param name="By">The entity.</param>
/// <param name="At">When.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(TagSubmitted), "new")]
[JsonDerivedType(typeof(TagCorrected), "correction")]
[JsonDerivedType(typeof(TagProfileChanged), "profile-change")]
[JsonDerivedType(typeof(TagCurtailed), "curtail")]
[JsonDerivedType(typeof(TagReloaded), "reload")]
[JsonDerivedType(typeof(TagWithdrawn), "withdraw")]
[JsonDerivedType(typeof(TagCancelled), "cancel")]
[JsonDerivedType(typeof(TagTerminated), "terminate")]
[JsonDerivedType(typeof(TagAssessed), "assessment")]
public abstract record TagFact(string By, Instant At);

/// <summary>NEW: the author asks for interchange.</summary>
public sealed record TagSubmitted(string By, Instant At, ETag Tag) : TagFact(By, At);

/// <summary>CORRECTION: the author mends contracts, reservations or copies while the request is pending; approvals start again.</summary>
public sealed record TagCorrected(string By, Instant At, ETag Tag) : TagFact(By, At);

/// <summary>PROFILE CHANGE by the author: other energy from an instant to come; every approval entity is asked, and until they have
/// answered
/// the tag flows as it was.</summary>
public sealed record TagProfileChanged(string By, Instant At, ImmutableArray<ProfileBlock> Energy) : TagFact(By, At);

/// <summary>PROFILE CHANGE, curtail: an entity on the path lowers the energy for reliability.</summary>
/// <param name="Interval">When.</param>
/// <param name="Ceiling">MW that may still flow.</param>
/// <param name="Reason">TLR level or order.</param>
public sealed record TagCurtailed(string By, Instant At, DeliveryInterval Interval, Mw Ceiling, string Reason) : TagFact(By, At);

/// <summary>PROFILE CHANGE, reload: the entity lifts its curtailments from an instant on.</summary>
public sealed record TagReloaded(string By, Instant At, Instant From) : TagFact(By, At);

/// <summary>WITHDRAW: the author takes a pending request back: the tag, or the change of its profile.</summary>
public sealed record TagWithdrawn(string By, Instant At) : TagFact(By, At);

/// <summary>CANCEL: the author gives a confirmed tag up before it flows.</summary>
public sealed record TagCancelled(string By, Instant At) : TagFact(By, At);

/// <summary>TERMINATE: the author ends a flowing tag early.</summary>
public sealed record TagTerminated(string By, Instant At, Instant End) : TagFact(By, At);

/// <summary>An approval entity's answer to the pending request.</summary>
public sealed record TagAssessed(string By, Instant At, bool IsApproved, string Reason) : TagFact(By, At);
