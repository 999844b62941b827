using NodaTime;

namespace Busbar.Digital.Cybersecurity.Exposure;

/// <summary>Something that happened to the acceptances of one finding. An acceptance holds once a second person approved it.</summary>
public abstract record AcceptanceFact(Instant At)
{
    /// <summary>Somebody asks to bear the risk.</summary>
    public sealed record RiskAcceptanceAsked(Instant At, RiskAcceptance Acceptance) : AcceptanceFact(At);

    /// <summary>A second person approves the last one asked for.</summary>
    public sealed record RiskAcceptanceApproved(Instant At, string By) : AcceptanceFact(At);
}
