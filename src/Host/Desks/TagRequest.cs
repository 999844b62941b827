using Busbar.Gateways;
using Busbar.Gateways.Tags;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>A request as a person fills it in; what its kind does not need stays null.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="By">The entity that asks; null for the tag's author.</param>
/// <param name="At">When.</param>
/// <param name="From">Start of the stretch: profile-change, curtail, reload.</param>
/// <param name="To">End of the stretch, or of a tag to terminate.</param>
/// <param name="Mw">The level in the stretch, or the most that may still flow.</param>
/// <param name="File">XML of the tag as it should read: correction, profile-change.</param>
/// <param name="Why">The reason.</param>
public sealed record TagRequest(string Kind, string? By, Instant At, Instant? From, Instant? To, decimal? Mw, SourceFile? File, string Why)
{
    /// <summary>What can be asked of a tag.</summary>
    public static readonly string[] Kinds = ["correction", "profile-change", "curtail", "reload", "withdraw", "cancel", "terminate"];

    /// <summary>The fact it makes.</summary>
    /// <exception cref="RefusedException"><c>incomplete-request</c>, and what the file is refused for.</exception>
    public TagFact Of(ETag tag)
    {
        var who = string.IsNullOrEmpty(By) ? tag.Author : By;
        return Kind switch
        {
            "correction" => new TagCorrected(who, At, Written()),
            "profile-change" => new TagProfileChanged(who, At, File is not null ? Written().Energy : SetLevel.Run(tag, Stretch(), Level())),
            "curtail" => new TagCurtailed(who, At, Stretch(), Level(), Why),
            "reload" => new TagReloaded(who, At, Need(From, "start")),
            "withdraw" => new TagWithdrawn(who, At),
            "cancel" => new TagCancelled(who, At),
            "terminate" => new TagTerminated(who, At, Need(To, "end")),
            _ => throw Incomplete("it is of no known kind"),
        };
    }

    private ETag Written() => ReadTagXml.Read(File ?? throw Incomplete("the tag as it should read is missing")).OrThrow();

    private DeliveryInterval Stretch() => (Need(From, "start"), Need(To, "end")) is var (start, end) && end > start ? new(start, end)
        : throw Incomplete("it ends before it begins");

    private Mw Level() => Mw is >= 0 and { } level ? new(level) : throw Incomplete("it names no MW of at least 0");

    private Instant Need(Instant? instant, string name) => instant ?? throw Incomplete($"its {name} is missing");

    private RefusedException Incomplete(string what) =>
        new(new("incomplete-request", $"The request to {Kind} is incomplete: {what}", Kind,
            "Give start, end, MW or file as its kind needs."));
}
