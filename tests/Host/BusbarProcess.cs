using System.Diagnostics;
using System.Text.Json;

namespace Busbar.Host.Tests;

/// <summary>The built program, run as a user would, in a workspace of its own that is removed afterwards.</summary>
internal sealed class BusbarProcess : IDisposable
{
    private readonly string? store;

    public BusbarProcess(string? store = null)
    {
        this.store = store;
        Workspace = Directory.CreateTempSubdirectory("busbar-").FullName;
    }

    public string Workspace { get; }

    /// <summary>The API token that commands are given with, or null to act as who is logged in.</summary>
    public string? Token { get; set; }

    /// <summary>Another workspace with the same files, of which nothing is running.</summary>
    public BusbarProcess Copy()
    {
        var copy = new BusbarProcess(store);
        foreach (var file in Directory.EnumerateFiles(Workspace)) File.Copy(file, Path.Combine(copy.Workspace, Path.GetFileName(file)));
        return copy;
    }

    public static string Root { get; } = FindRoot();

    /// <summary>A file of the data that lies beside the checkout; the test is skipped, saying so, where it is absent.</summary>
    public static string Shared(string path)
    {
        var file = Path.Combine(Root, "..", "shared", "data", path);
        if (!File.Exists(file)) Assert.Skip($"../shared/data/{path} is absent");
        return file;
    }

    public Result Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Runs a command that must succeed and reads the JSON object it prints.</summary>
    public JsonElement RunJson(params string[] arguments)
    {
        var result = Run([.. arguments, "--json"]);
        Assert.True(result.Code == 0, $"busbar {string.Join(' ', arguments)} exited with {result.Code}: {result.Errors}{result.Output}");
        return JsonDocument.Parse(result.Output).RootElement;
    }

    // A shell that runs the tests in the background has its children ignore SIGINT, and the program would never hear a Ctrl-C.
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(Path.Combine(Root, "artifacts/bin/Busbar.Host/release/busbar.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["BUSBAR_WORKSPACE"] = Workspace;
        if (store is not null) start.Environment["BUSBAR_STORE"] = store;
        if (Token is not null) start.Environment["BUSBAR_TOKEN"] = Token;
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(Workspace, recursive: true);

    internal sealed record Result(int Code, string Output, string Errors);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Busbar.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
