using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Operations.OnCall;
using Busbar.Digital.ServiceDesk.Mail;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>Where a person on call is paged: a mail address, such as that of a pager or a telephone.</summary>
public sealed record PageAddress(string Person, string Address);

/// <summary>A page that went out, or could not.</summary>
/// <param name="Key">The alert.</param>
/// <param name="At">When it was due.</param>
/// <param name="Step">Which try it is, from 1.</param>
/// <param name="Why">Why it could not be sent; empty when it was.</param>
public sealed record SentPage(string Key, Instant At, int Step, string Person, string Address, Instant SentAt, string Why);

/// <summary>Pages the people on call by mail, each page once. A page is due as long as nobody has the alert; what was sent is
/// kept.</summary>
public sealed class PageOut(FactStore store, DigitalBooks books, IClock clock)
{
    /// <summary>Where people are paged, by name, as of an instant.</summary>
    public ImmutableDictionary<string, string> Addresses(AsOf asOf) => store.ReadDocuments<PageAddress>(nameof(PageAddress), "", "~", asOf)
        .ToImmutableDictionary(each => each.Body.Person, each => each.Body.Address, StringComparer.Ordinal);

    /// <summary>Keeps where a person is paged.</summary>
    /// <exception cref="RefusedException"><c>bad-address</c>; <c>duty</c>.</exception>
    public void Keep(PageAddress address, Actor who, Instant at)
    {
        if (!BareAddress.Is(address.Address))
            throw new RefusedException(new("bad-address", $"'{address.Address}' is no bare address", "address", "Write name@domain."));
        using var batch = store.Begin(who, new RunId($"page address of {address.Person}"));
        batch.PutDocument(new(nameof(PageAddress), address.Person), address, at);
        batch.Commit();
    }

    /// <summary>What became of each page as of an instant, by its key.</summary>
    public ImmutableDictionary<string, SentPage> Sent(AsOf asOf) => store.ReadDocuments<SentPage>(nameof(SentPage), "", "~", asOf)
        .ToImmutableDictionary(each => KeyOf(each.Body.Key, each.Body.At, each.Body.Person), each => each.Body);

    /// <summary>Sends what fell due since an instant and was not sent.</summary>
    /// <returns>How many went out.</returns>
    public int SendDue(Uri smtp, MailRules mail, Instant since)
    {
        var (now, addresses) = (clock.GetCurrentInstant(), Addresses(AsOf.Latest));
        var alerts = books.Operations.Alerts.All(AsOf.Latest);
        var titles = alerts.ToDictionary(each => each.Standing.Key, each => each.Standing.Raised.Title, StringComparer.Ordinal);
        return books.Operations.Rotas.Pages(alerts, since, now, AsOf.Latest).Count(page => addresses.TryGetValue(page.Person, out var to)
            && Send(smtp, Compose(page, titles[page.Key], to, mail), page, to));
    }

    /// <summary>What a page is known by.</summary>
    public static string KeyOf(string alert, Instant at, string person) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds()} {person} {ContentHash.Of(alert).Hex[..16]}");

    private bool Send(Uri smtp, MailMessage message, Page page, string to) => SmtpDelivery.Once<SentPage>(store, clock, "page",
        KeyOf(page.Key, page.At, page.Person), sent => sent.Why, () => SmtpDelivery.Send(smtp, message),
        (at, why) => new(page.Key, page.At, page.Step, page.Person, to, at, why));

    private static MailMessage Compose(Page page, string title, string to, MailRules mail) => new(
        mail.DeskAddress, mail.DeskAddress, [to], $"[page {page.Step}] {title}".ReplaceLineEndings(" "),
        $"{page.Person}, you are on call.\n\n{title}\nAlert: {page.Key}\nDue: {page.At}\n\n"
            + "Take it on the page of alerts; until somebody does, you are paged again.\n",
        $"page.{ContentHash.Of($"{page.Key} {page.At} {page.Person}").Hex[..24]}@{mail.MessageDomain}", [],
        [("Auto-Submitted", "auto-generated"), ("X-Priority", "1")]);
}
