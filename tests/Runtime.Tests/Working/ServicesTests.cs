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
