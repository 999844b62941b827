using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Digital.ServiceDesk.Catalogue;

/// <summary>A wish.</summary>
/// <param name="Id">The new ticket's id.</param>
/// <param name="Answers">The form as filled in, by field.</param>
/// <param name="By">Who asks.</param>
/// <param name="Reader">What they may see of the catalogue.</param>
public sealed record RequestItemInputs(
    string Id, CatalogueItem Item, ImmutableSortedDictionary<string, string> Answers, Actor By, Audience Reader, Channel Channel,
    DeskRules Rules, Instant Now);

/// <summary>Turns a filled form into a request with its approvals and tasks.</summary>
public static class RequestItem
{
    private const int LettersMost = 4000;

    /// <summary>The facts of the new ticket. Refuses <c>not-offered</c>, <c>bad-form</c> with every fault of it, and what the law of
    /// approvals refuses.</summary>
    public static Outcome<ImmutableArray<TicketFact>> Run(RequestItemInputs inputs)
    {
        var (item, now, by, where) = (inputs.Item, inputs.Now, inputs.By, $"request of {inputs.Item.Name}");
        if (item.Audience < inputs.Reader)
            return new Refusal("not-offered", $"{item.Name} is not offered to {inputs.Reader}", where, "Ask the desk.");
        var faults = Faults(item, inputs.Answers).ToArray();
        if (faults.Length > 0) return new Refusal("bad-form", string.Join("; ", faults), where, "Correct these fields.");
        var opening = new TicketOpened(now, by, TicketKind.Request, inputs.Channel, by.Name, item.Title,
            string.Join('\n', inputs.Answers.Select(each => $"- {each.Key}: {each.Value}")), "", "", item.Queue);
        ImmutableArray<TicketFact> rest =
        [
            new RequestMade(now, by, item.Name, inputs.Answers, item.Tasks, item.Target),
            .. item.Approvals.IsEmpty ? [] : new TicketFact[] { new ApprovalsAsked(now, by, item.Approvals) },
        ];
        return OpenTicket.Run(new(inputs.Id, opening, now)) switch
        {
            Outcome<Ticket>.Refused refused => refused.Refusal,
            var opened when MoveTicket.Run(new(opened.OrThrow(), rest, inputs.Rules, now)) is Outcome<Ticket>.Refused refused =>
                refused.Refusal,
            _ => ImmutableArray.Create<TicketFact>([opening, .. rest]),
        };
    }

    private static IEnumerable<string> Faults(CatalogueItem item, ImmutableSortedDictionary<string, string> answers)
    {
        foreach (var name in answers.Keys.Except(item.Fields.Select(field => field.Name))) yield return $"{name} is no field of the form";
        foreach (var field in item.Fields)
        {
            var answer = answers.GetValueOrDefault(field.Name, "");
            if (string.IsNullOrWhiteSpace(answer))
            {
                if (field.IsRequired) yield return $"{field.Name} is missing";
            }
            else if (Fault(field, answer) is { } fault) yield return $"{field.Name} {fault}";
        }
    }

    private static string? Fault(FormField field, string answer) => field.Kind switch
    {
        FieldKind.Text => Outside(field, answer.Length, "letters") ?? (answer.Length > LettersMost
            ? $"has more than {LettersMost} letters" : null),
        FieldKind.Number => decimal.TryParse(answer, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) ? Outside(field, number, "") : $"'{Shown(answer)}' is not a number",
        FieldKind.Day => LocalDatePattern.Iso.Parse(answer).Success ? null : $"'{Shown(answer)}' is not a day such as 2026-03-02",
        FieldKind.Choice => field.Choices.Contains(answer) ? null : $"'{Shown(answer)}' is none of {string.Join(", ", field.Choices)}",
        _ => answer is "yes" or "no" ? null : $"'{Shown(answer)}' is not yes or no",
    };

    private static string? Outside(FormField field, decimal value, string unit) => value < field.Least || value > field.Most
        ? $"is {Bound(value)} {unit}".TrimEnd() + $", outside {Bound(field.Least)} to {Bound(field.Most)}"
        : null;

    private static string Bound(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "any";

    private static string Shown(string answer) => answer.Length <= 40 ? answer : answer[..40] + "…";
}
