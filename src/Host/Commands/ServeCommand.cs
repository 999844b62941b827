using System.CommandLine;
using Busbar.Host.Screens;
using Busbar.Kernel.Outcomes;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar serve</c>: the pages and the API, on loopback unless told otherwise.</summary>
public static class ServeCommand
{
    internal const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen", DefaultValueFactory = _ => DefaultUrls };
        var command = new Command("serve", "Serve the pages and the API") { urls };
        command.SetAction((parsed, stop) => CommandScope.Run(parsed, stop, (scope, stopping) =>
            Serve(scope, parsed.GetValue(urls)!, oneClick: false, stopping)));
        return command;
    }

    /// <summary>Serves until stopped.</summary>
    internal static async Task<int> Serve(CommandScope scope, string urls, bool oneClick, CancellationToken stop)
    {
        foreach (var url in urls.Split(';'))
            if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
                throw new RefusedException(new("bad-url", $"'{url}' is not an address to listen at", "--urls",
                    $"Write it as {DefaultUrls}; several are parted by semicolons."));
        await using var app = WebHost.Build(new WebHostOptions(urls, oneClick, scope.Folder.FullName, IsWatching: true), scope.Store,
            SystemClock.Instance);
        await Start(app, urls, stop);
        scope.Terminal.MarkupLineInterpolated($"Busbar is at [link]{urls.Split(';')[0]}[/]. Ctrl-C stops it.");
        await app.WaitForShutdownAsync(stop);
        return ExitCodes.Done;
    }

    private static async Task Start(WebApplication app, string urls, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException fault)
        {
            throw new RefusedException(new("cannot-listen", fault.Message, $"--urls {urls}",
                "Choose another port, or stop the program that holds this one."));
        }
    }
}
