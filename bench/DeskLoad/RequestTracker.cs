using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Busbar.Desk.Bench;

/// <summary>Request Tracker 5 as Debian packages it, on the same PostgreSQL server, four Starman workers, spoken to over its REST 2.</summary>
internal sealed class RequestTracker : IDisposable
{
    private const string Program = "/usr/share/request-tracker5/libexec/rt-server";
    private const int Port = 5498;
    public const int Workers = 4;
    private readonly string folder;
    private readonly Process server;
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 16 })
        { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(100) };

    private RequestTracker(string folder, Process server)
    {
        (this.folder, this.server) = (folder, server);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes("root:password")));
    }

    /// <summary>Null where it is not installed.</summary>
    public static async Task<RequestTracker?> Start(string connection)
    {
        if (!File.Exists(Program) || !File.Exists("/usr/sbin/rt-setup-database-5")) return null;
        var folder = Directory.CreateTempSubdirectory("busbar-rt-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "none"));
        var socket = new NpgsqlConnectionStringBuilder(connection).Host;
        File.WriteAllText(Path.Combine(folder, "site.pm"), $"""
            Set($rtname, 'bench'); Set($Organization, 'bench.example'); Set($DatabaseType, 'Pg'); Set($DatabaseHost, '{socket}');
            Set($DatabasePort, '5432'); Set($DatabaseUser, 'busbar'); Set($DatabasePassword, 'x'); Set($DatabaseName, 'rt5');
            Set($DatabaseAdmin, 'busbar'); Set($WebPort, {Port}); Set($WebDomain, '127.0.0.1'); Set($WebPath, '');
            Set($LogToSyslog, undef); Set($LogToSTDERR, 'error'); Set($MailCommand, 'testfile'); Set($Timezone, 'UTC');
            Set($RestrictReferrer, 0); Set($WebSessionClass, 'Apache::Session::File');
            1;
            """);
        using (var setup = Run(folder, "/usr/sbin/rt-setup-database-5", "--action", "init", "--dba", "busbar", "--dba-password", "x"))
        {
            await setup.WaitForExitAsync();
            if (setup.ExitCode != 0) throw new InvalidOperationException("rt-setup-database-5 failed.");
        }
        var started = new RequestTracker(folder, Run(folder, "perl", Program, "--server", "Starman", "--host", "127.0.0.1", "--port",
            $"{Port}", "--workers", $"{Workers}"));
        try
        {
            await started.WarmUp();
            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    public async Task<bool> Create(int i)
    {
        using var answer = await client.PostAsJsonAsync("/REST/2.0/ticket", new
        {
            Queue = "General", Subject = Filled.Title(i), Content = "It was right yesterday.", Requestor = $"user-{i % 997}@example.com",
        }, JsonSerializerOptions.Default); // its fields begin with capitals
        var said = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) Console.Error.WriteLine($"Request Tracker: {(int)answer.StatusCode} {said}");
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Each worker loads its pages and classes with its first requests.</summary>
    private async Task WarmUp()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (await Create(tries)) break;
                if (tries > 150) throw new InvalidOperationException("Request Tracker refuses to create a ticket.");
            }
            catch (HttpRequestException) when (tries < 150)
            {
                // It is starting.
            }
            await Task.Delay(200);
        }
        for (var round = 0; round < 8; round++) await Task.WhenAll(Enumerable.Range(0, Workers).Select(Create));
    }

    private static Process Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RT_SITE_CONFIG"] = Path.Combine(folder, "site.pm");
        start.Environment["RT_SITE_CONFIG_DIR"] = Path.Combine(folder, "none");
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public void Dispose()
    {
        server.Kill(entireProcessTree: true);
        server.WaitForExit();
        client.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
