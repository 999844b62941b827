using System.Security.Claims;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Security;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Screens.Security;

/// <summary>Where the form of CIP facts goes, and where evidence comes from.</summary>
public static class CipEndpoint
{
    private const int MaxProof = 16 << 20;

    /// <summary>Maps it.</summary>
    public static void MapCip(this WebApplication app)
    {
        var forms = app.MapGroup("/security/cip").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        forms.MapPost("/record", Record);
        forms.MapGet("/evidence", (string requirement, ScreenView view) => Results.Bytes(
            EvidenceFolder.Zip(PackEvidence.Run(new(requirement, CipTables.Book(view).Inputs(view.AsOf))).OrThrow()), "application/zip",
            $"{requirement.Replace(' ', '-')}.zip"));
    }

    private static async Task<IResult> Record(
        [FromForm] string fact, [FromForm] string asset, [FromForm] string? at, [FromForm] string? name, [FromForm] string? list,
        [FromForm] string? until, [FromForm] string? word, IFormFile? proof, ClaimsPrincipal by, FactStore store, SupplyReads reads,
            IClock clock)
    {
        var (book, now, who) = (new CipBook(store), clock.GetCurrentInstant(), by.AsActor());
        var wall = new MarketClock(reads.Profile(AsOf.Latest) is { } profile ? Markets.CalendarOf(profile) : MarketCalendar.IsoNe);
        LocalDate? day = string.IsNullOrWhiteSpace(until) ? null : LocalDatePattern.Iso.Parse(until) is { Success: true } date ? date.Value
            : throw new RefusedException(new("bad-date", $"'{until}' is no date", "until", "Write it as 2026-12-31."));
        var entry = new CipEntry(fact, string.IsNullOrWhiteSpace(at) ? now : wall.Read(at, "at").OrThrow(), asset, "", name ?? "",
            [.. (list ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], day, word?.Trim() ?? "");
        if (proof?.Length > MaxProof)
            throw new RefusedException(new("proof-too-large", $"{proof.FileName} has {proof.Length} bytes, the most is {MaxProof}", "proof",
                "Keep a smaller document, or the page that matters."));
        using var content = new MemoryStream();
        if (proof is not null) await proof.CopyToAsync(content);
        book.Enter(entry, who, now, Path.GetFileName(proof?.FileName ?? ""), content.ToArray());
        return Results.LocalRedirect("/security/cip");
    }
}
