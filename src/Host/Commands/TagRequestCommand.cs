using System.CommandLine;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using NodaTime;

namespace Busbar.Host.Commands;

/// <summary><c>busbar contract tag request TAG KIND</c> and <c>decide TAG approve|deny</c>: what its author or an authority asks of a tag,
/// and what an approval entity answers.</summary>
internal static class TagRequestCommand
{
    /// <summary><c>request</c>.</summary>
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = string.Join(", ", TagRequest.Kinds) };
        kind.AcceptOnlyFromAmong(TagRequest.Kinds);
        var (id, seen, at, why, asked) = (TagCommand.IdArgument(), SeenOption(), TagCommand.AtOption(), TagCommand.WhyOption(),
            new Asked());
        var command = new Command("request", "Correct a tag, change its profile, curtail or reload it, withdraw, cancel or terminate it")
            { id, kind, seen, at, why };
        asked.AddTo(command);
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new TagBook(scope.Store);
            var tag = book.Find(parsed.GetValue(id)!, AsOf.Latest).Standing.Tag;
            var request = asked.Read(parsed, parsed.GetValue(kind)!, TagCommand.At(parsed, at, book.Calendar), parsed.GetValue(why)!,
                book.Calendar);
            return TagCommand.Print(scope, book.Add($"{tag.Id}", parsed.GetValue(seen), request.Of(tag), request.Why,
                PersonAtHand.Of(scope, Roles.Bidder)), book.Calendar);
        }));
        return command;
    }

    /// <summary><c>decide</c>.</summary>
    public static Command Decide()
    {
        var answer = new Argument<string>("ANSWER") { Description = "approve or deny" };
        answer.AcceptOnlyFromAmong("approve", "deny");
        var by = new Option<string>("--by") { Description = "The approval entity that answers", Required = true };
        var (id, seen, at, why) = (TagCommand.IdArgument(), SeenOption(), TagCommand.AtOption(), TagCommand.WhyOption());
        var command = new Command("decide", "Write down what an approval entity answers to the pending request")
            { id, answer, by, seen, at, why };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new TagBook(scope.Store);
            var reason = parsed.GetValue(why)!;
            return TagCommand.Print(scope, book.Add(parsed.GetValue(id)!, parsed.GetValue(seen), new TagAssessed(parsed.GetValue(by)!,
                TagCommand.At(parsed, at, book.Calendar), parsed.GetValue(answer) == "approve", reason), reason,
                PersonAtHand.Of(scope, Roles.Bidder)), book.Calendar);
        }));
        return command;
    }

    private static Option<int> SeenOption() => new("--seen") { Description = "The version you looked at", Required = true };

    /// <summary>What a request asks for.</summary>
    private sealed class Asked
    {
        private readonly Option<string?> by = new("--by")
            { Description = "Who asks (default: the author); a curtailment names the entity" };
        private readonly Option<FileInfo?> file = new("--file")
            { Description = "XML of the tag as it should read: correction, profile-change" };
        private readonly Option<string?> from = new("--from") { Description = "Start of the stretch: profile-change, curtail, reload" };
        private readonly Option<string?> to = new("--to") { Description = "End of the stretch; of a tag to terminate its last instant" };
        private readonly Option<decimal?> mw = new("--mw") { Description = "The level in it, or the most that may still flow" };

        public void AddTo(Command command)
        {
            foreach (var option in (Option[])[by, file, from, to, mw]) command.Add(option);
        }

        /// <summary>The request.</summary>
        public TagRequest Read(ParseResult parsed, string kind, Instant at, string why, MarketCalendar calendar)
        {
            Instant? When(Option<string?> option) =>
                parsed.GetValue(option) is { } text ? TagCommand.InstantOf(text, option.Name, calendar) : null;
            return new(kind, parsed.GetValue(by), at, When(from), When(to), parsed.GetValue(mw),
                parsed.GetValue(file) is { } given ? SourceFile.Load(given.FullName).OrThrow() : null, why);
        }
    }
}
