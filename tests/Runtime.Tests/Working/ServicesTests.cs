using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Working;

public sealed class ServicesTests
{
    [Fact]
    public async Task Each_attempt_has_a_scope_of_its_own_that_ends_with_it()
    {
        int configured = 0;
        List<Probe> probes = [];
        Bed bed = new(services =>
        {
            configured++;
            services.AddScoped<Probe>();
        });
        await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job =>
        {
            Probe probe = job.Services.GetRequiredService<Probe>();
            Assert.Same(probe, job.Services.GetRequiredService<Probe>());
            await Task.Yield();
            Assert.False(probe.IsDisposed);
            probes.Add(probe);
            if (job.Attempt == 1)
                throw new InvalidOperationException();
        };
        Assert.Equal(0, configured);

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync(bed.Plain));
        await bed.WorkAsync(bed.Plain);

        Assert.Equal((1, 2, 2), (configured, probes.Count, probes.Distinct().Count()));
        Assert.All(probes, probe => Assert.True(probe.IsDisposed));
    }

    [Fact]
    public async Task A_service_that_cannot_be_disposed_of_does_not_undo_what_the_method_did()
    {
        Bed bed = new(services => services.AddScoped<Stubborn>());
        string id = await bed.StartAsync();
        bed.Report.Method = (input, job) =>
        {
            _ = job.Services.GetRequiredService<Stubborn>();
            return new("done");
        };

        await bed.WorkAsync();

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
        Assert.Contains(bed.Log.Entries, entry => entry is { Event: "job.services-not-disposed", Exception: NotSupportedException });
    }

    [Fact]
    public async Task A_job_that_asks_for_no_service_makes_no_container()
    {
        Bed bed = new(_ => throw new InvalidOperationException("It was built."));
        string id = await bed.StartAsync();

        await bed.WorkAsync();

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task Without_a_method_that_registers_services_the_error_says_what_to_do()
    {
        Bed bed = new();
        await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job =>
        {
            _ = job.Services.GetRequiredService<Probe>();
            return default;
        };

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync(bed.Plain));

        Assert.Contains(bed.Log.Entries, entry => entry.Exception?.Message.Contains("[JobServices]", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task Without_a_method_that_registers_services_there_are_loggers()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job =>
        {
            job.Services.GetRequiredService<ILogger<ServicesTests>>().LogWarning("Read {Count}", 7);
            return default;
        };

        await bed.WorkAsync(bed.Plain);

        JobLogEntry line = Assert.Single(bed.Log.Entries, static entry => entry.Category == typeof(ServicesTests).FullName);
        Assert.Equal((JobLogLevel.Warning, "Read 7", "plain", id, 1, "req-1"), (line.Level, line.Message, line.Job, line.JobId, line.Attempt, line.RequestId));
        KeyValuePair<string, object?> value = Assert.Single(line.Values!);
        Assert.Equal(("Count", 7), (value.Key, (int)value.Value!));
    }

    [Fact]
    public async Task What_the_first_method_logs_has_its_ids_wherever_it_asked_for_its_services()
    {
        ScopedLoggers loggers = new();
        Bed bed = new(services => services.AddSingleton<ILoggerFactory>(_ => loggers));
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job =>
        {
            ILogger before = await AskAsync(job);
            before.LogInformation("after the call that asked");
            await Task.WhenAll(
                Task.Run(() => job.Services.GetRequiredService<ILogger<Probe>>().LogInformation("one branch")),
                Task.Run(() => job.Services.GetRequiredService<ILogger<Probe>>().LogInformation("another branch")));
        };

        await bed.WorkAsync(bed.Plain);
        await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job => (await AskAsync(job)).LogInformation("warm");
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-2"));

        Assert.Equal(5 + 1, loggers.Lines.Count);
        Assert.All(loggers.Lines.Take(4), line => Assert.Equal((id, "req-1", 1), (line.JobId, line.RequestId, line.Scopes)));
        Assert.All(loggers.Lines.Skip(4), static line => Assert.Equal(("req-2", 1), (line.RequestId, line.Scopes)));

        static async Task<ILogger> AskAsync(JobContext job)
        {
            await Task.Yield();
            ILogger logger = job.Services.GetRequiredService<ILogger<Probe>>();
            logger.LogInformation("where it was asked");
            return logger;
        }
    }

    [Fact]
    public async Task Services_that_could_not_be_made_are_made_by_the_next_invocation()
    {
        int calls = 0;
        List<Probe> probes = [];
        Bed bed = new(services =>
        {
            services.AddSingleton<Probe>();
            services.AddSingleton<IInvocationEndHook>(provider =>
            {
                probes.Add(provider.GetRequiredService<Probe>());
                return ++calls == 1 ? throw new TimeoutException("The secret could not be read.") : new NoHook();
            });
        });
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job =>
        {
            _ = job.Services.GetRequiredService<Probe>();
            return default;
        };

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync(bed.Plain));
        await bed.WorkAsync(bed.Plain);

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
        Assert.Equal([true, false], probes.Select(static probe => probe.IsDisposed));
    }

    [Fact]
    public async Task Services_at_the_start_that_could_not_be_made_are_made_by_the_next_invocation()
    {
        int calls = 0;
        PlainJob job = new();
        void Configure(IServiceCollection services)
        {
            if (++calls == 1)
                throw new TimeoutException("The secret could not be read.");
        }

        await using JobApp app = new([job], Configure)
        {
            ServicesAtStart = true,
        };
        app.Use(new JobPlatform(new TestStore(), new TestDispatcher()));
        byte[] request = SampleEvent.Bodyless(SampleEvent.FunctionUrl, "GET", "/jobs/none");

        await Assert.ThrowsAsync<TimeoutException>(() => ClassLibraryHost.RunAsync(app.StatusAsync, new MemoryStream(request), null, Bed.Time, null, null));
        Stream reply = await ClassLibraryHost.RunAsync(app.StatusAsync, new MemoryStream(request), null, Bed.Time, null, null);

        Assert.Equal((2, true), (calls, reply.Length > 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_clock_is_the_platforms_where_none_is_registered(bool hasServices)
    {
        Bed bed = new(hasServices ? static services => services.AddScoped<Probe>() : null);
        await bed.StartAsync(bed.Plain);
        TimeProvider? time = null;
        bed.Plain.Method = job =>
        {
            time = job.Services.GetRequiredService<TimeProvider>();
            return default;
        };

        await bed.WorkAsync(bed.Plain);

        Assert.Same(bed.Clock, time);
    }

    [Fact]
    public async Task A_clock_that_is_registered_stays()
    {
        TestClock own = new();
        Bed bed = new(services => services.AddSingleton<TimeProvider>(own));
        await bed.StartAsync(bed.Plain);
        TimeProvider? time = null;
        bed.Plain.Method = job =>
        {
            time = job.Services.GetRequiredService<TimeProvider>();
            return default;
        };

        await bed.WorkAsync(bed.Plain);

        Assert.Same(own, time);
    }

    private sealed class NoHook : IInvocationEndHook
    {
        public ValueTask OnInvocationEndAsync(TimeSpan remaining, CancellationToken cancellationToken) => default;
    }

    private sealed record ScopedLine(string? JobId, string? RequestId, int Scopes);

    private sealed class ScopedLoggers : ILoggerFactory, ILogger
    {
        private readonly LoggerExternalScopeProvider _scopes = new();

        public List<ScopedLine> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable BeginScope<TState>(TState state)
            where TState : notnull => _scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            List<IReadOnlyList<KeyValuePair<string, object?>>> scopes = [];
            _scopes.ForEachScope(static (scope, all) => all.Add((IReadOnlyList<KeyValuePair<string, object?>>)scope!), scopes);
            string? Of(string name) => scopes.SelectMany(static scope => scope).LastOrDefault(value => value.Key == name).Value?.ToString();
            lock (Lines)
                Lines.Add(new(Of("jobId"), Of("requestId"), scopes.Count));
        }

        public void Dispose()
        {
        }
    }

    private sealed class Stubborn : IDisposable
    {
        public void Dispose() => throw new NotSupportedException();
    }

    private sealed class Probe : IAsyncDisposable
    {
        public bool IsDisposed { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            IsDisposed = true;
        }
    }
}
