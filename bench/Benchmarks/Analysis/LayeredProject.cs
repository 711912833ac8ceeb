using AsyncJobs.Evaluation.Checkouts;

namespace AsyncJobs.Benchmarks.Analysis;

/// <summary>
/// A project as teams lay them out: features of several layers, each behind an interface, with base classes, a container and the same names of
/// members everywhere. Some features call out.
/// </summary>
internal static class LayeredProject
{
    private const int Features = 60;

    public static MeasuredCode Create() => MeasuredCode.Of("layered", AllFiles(), KnownReferences.All);

    private static IEnumerable<(string Path, string Text)> AllFiles()
    {
        yield return ("GlobalUsings.cs", GlobalUsings);
        yield return ("Bases.cs", Bases);
        yield return ("Startup.cs", Startup());
        for (int i = 0; i < Features; i++)
        {
            yield return ($"Models/Item{i}.cs", Model(i));
            yield return ($"Models/Item{i}Dto.cs", Dto(i));
            yield return ($"Options/Item{i}Options.cs", Options(i));
            yield return ($"Repositories/IItem{i}Repository.cs", RepositoryInterface(i));
            yield return ($"Repositories/Item{i}Repository.cs", Repository(i));
            yield return ($"Clients/IItem{i}Client.cs", ClientInterface(i));
            yield return ($"Clients/Item{i}Client.cs", Client(i));
            yield return ($"Services/IItem{i}Service.cs", ServiceInterface(i));
            yield return ($"Services/Item{i}Service.cs", Service(i));
            yield return ($"Controllers/Item{i}Controller.cs", Controller(i));
            yield return ($"Functions/Item{i}Function.cs", Function(i));
        }
    }

    private static string GlobalUsings =>
        """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Amazon.Lambda.Core;
        global using AsyncJobs;
        global using Microsoft.AspNetCore.Mvc;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Logging;
        global using Microsoft.Extensions.Options;
        """;

    private static string Bases =>
        """
        namespace Layered;

        public interface IEntity
        {
            int Id { get; set; }

            string Name { get; set; }

            DateTimeOffset Changed { get; set; }
        }

        public interface IRepository<T>
            where T : class, IEntity
        {
            Task<T?> FindAsync(int id, CancellationToken cancellationToken = default);

            Task<IReadOnlyList<T>> ListAsync(int page, int size, CancellationToken cancellationToken = default);

            Task<T> AddAsync(T item, CancellationToken cancellationToken = default);
        }

        public abstract class Repository<T>(ILogger logger) : IRepository<T>
            where T : class, IEntity
        {
            private readonly ConcurrentDictionary<int, T> _items = new();

            protected ILogger Logger { get; } = logger;

            public virtual async Task<T?> FindAsync(int id, CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                return _items.TryGetValue(id, out T? item) ? item : null;
            }

            public virtual async Task<IReadOnlyList<T>> ListAsync(int page, int size, CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                return _items.Values.Where(IsVisible).OrderBy(item => item.Id).Skip(page * size).Take(size).ToList();
            }

            public virtual async Task<T> AddAsync(T item, CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                item.Id = _items.Count;
                item.Changed = DateTimeOffset.UtcNow;
                _items[item.Id] = item;
                return item;
            }

            protected abstract bool IsVisible(T item);
        }

        public abstract class Service<T>(IRepository<T> repository, ILogger logger)
            where T : class, IEntity
        {
            protected IRepository<T> Items { get; } = repository;

            protected ILogger Logger { get; } = logger;

            public virtual async Task<T?> GetAsync(int id, CancellationToken cancellationToken = default)
            {
                T? item = await Items.FindAsync(id, cancellationToken);
                if (item is null)
                    Logger.LogWarning("No {Id}", id);
                return item;
            }

            protected virtual bool IsValid(T item) => item.Name.Length > 0;
        }

        public class ClientOptions
        {
            public Uri Address { get; set; } = new("https://example.com");

            public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

            public int Retries { get; set; } = 3;
        }

        public abstract class Client(HttpClient http)
        {
            protected HttpClient Http { get; } = http;

            protected virtual async Task<TResult?> ReadAsync<TResult>(string path, CancellationToken cancellationToken)
            {
                using HttpResponseMessage response = await Http.GetAsync(path, cancellationToken);
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadFromJsonAsync<TResult>(cancellationToken);
            }
        }
        """;

    private static string Startup()
    {
        IEnumerable<string> registrations = Enumerable.Range(0, Features).Select(static i =>
            $"""
                    services.AddScoped<IItem{i}Repository, Item{i}Repository>();
                    services.AddScoped<IItem{i}Service, Item{i}Service>();
                    services.AddHttpClient<IItem{i}Client, Item{i}Client>(client => client.BaseAddress = new Uri("https://example.com"))
                        .{(i % 3 == 0 ? "AddHttpMessageHandler(() => new BudgetHandler(\"items\"))" : "SetHandlerLifetime(TimeSpan.FromMinutes(5))")};
            """);
        return $$"""
            using Layered.Clients;
            using Layered.Repositories;
            using Layered.Services;

            namespace Layered;

            public static class Startup
            {
                public static IServiceCollection AddLayers(this IServiceCollection services)
                {
            {{string.Join('\n', registrations)}}
                    return services;
                }
            }
            """;
    }

    private static string Model(int i) =>
        $$"""
        namespace Layered.Models;

        public sealed class Item{{i}} : IEntity
        {
            public int Id { get; set; }

            public string Name { get; set; } = "";

            public DateTimeOffset Changed { get; set; }

            public TimeSpan Age => DateTimeOffset.UtcNow - Changed;

            public List<string> Tags { get; } = [];

            public Dictionary<string, decimal> Amounts { get; } = new();

            public decimal Total => Amounts.Values.Sum();
        }
        """;

    private static string Dto(int i) =>
        $$"""
        namespace Layered.Models;

        public sealed record Item{{i}}Dto(int Id, string Name, decimal Total, IReadOnlyList<string> Tags)
        {
            public static Item{{i}}Dto From(Item{{i}} item) => new(item.Id, item.Name.Trim(), item.Total, item.Tags.Distinct().ToList());

            public Item{{i}} ToItem()
            {
                Item{{i}} item = new() { Id = Id, Name = Name, Changed = DateTimeOffset.UtcNow };
                foreach (string tag in Tags)
                    item.Tags.Add(tag);
                item.Amounts["total"] = Total;
                return item;
            }
        }
        """;

    private static string Options(int i) =>
        $$"""
        namespace Layered.Options;

        public sealed class Item{{i}}Options : ClientOptions
        {
            public int PageSize { get; set; } = {{i + 10}};

            public TimeSpan Delay => TimeSpan.FromMilliseconds(PageSize * Retries);
        }
        """;

    private static string RepositoryInterface(int i) =>
        $$"""
        using Layered.Models;

        namespace Layered.Repositories;

        public interface IItem{{i}}Repository : IRepository<Item{{i}}>
        {
            Task<IReadOnlyList<Item{{i}}>> SearchAsync(string text, CancellationToken cancellationToken = default);
        }
        """;

    private static string Repository(int i) =>
        $$"""
        using Layered.Models;

        namespace Layered.Repositories;

        public sealed class Item{{i}}Repository(ILogger<Item{{i}}Repository> logger) : Repository<Item{{i}}>(logger), IItem{{i}}Repository
        {
            public async Task<IReadOnlyList<Item{{i}}>> SearchAsync(string text, CancellationToken cancellationToken = default)
            {
                List<Item{{i}}> found = [];
                for (int page = 0; ; page++)
                {
                    IReadOnlyList<Item{{i}}> items = await ListAsync(page, 100, cancellationToken);
                    found.AddRange(items.Where(item => item.Name.Contains(text, StringComparison.OrdinalIgnoreCase)));
                    if (items.Count < 100)
                        break;
                }

                Logger.LogInformation("Found {Count} for {Text}", found.Count, text);
                return found;
            }

            protected override bool IsVisible(Item{{i}} item) => item.Name.Length > 0 && item.Age < TimeSpan.FromDays(365);
        }
        """;

    private static string ClientInterface(int i) =>
        $$"""
        using Layered.Models;

        namespace Layered.Clients;

        public interface IItem{{i}}Client
        {
            Task<Item{{i}}Dto?> GetAsync(int id, CancellationToken cancellationToken = default);

            Task<bool> SendAsync(Item{{i}}Dto item, CancellationToken cancellationToken = default);
        }
        """;

    private static string Client(int i) =>
        $$"""
        using Layered.Models;
        using Layered.Options;

        namespace Layered.Clients;

        public sealed class Item{{i}}Client(HttpClient http, IOptions<Item{{i}}Options> options) : Client(http), IItem{{i}}Client
        {
            private readonly Item{{i}}Options _options = options.Value;

            public Task<Item{{i}}Dto?> GetAsync(int id, CancellationToken cancellationToken = default) =>
                ReadAsync<Item{{i}}Dto>("items/" + id, cancellationToken);

            public async Task<bool> SendAsync(Item{{i}}Dto item, CancellationToken cancellationToken = default)
            {
                for (int attempt = 0; attempt < _options.Retries; attempt++)
                {
                    using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                    timeout.CancelAfter({{(i % 2 == 0 ? "_options.Timeout" : "TimeSpan.FromSeconds(5)")}});
                    using HttpResponseMessage response = await Http.PostAsJsonAsync("items", item, timeout.Token);
                    if (response.IsSuccessStatusCode)
                        return true;
                    await Task.Delay(_options.Delay, cancellationToken);
                }

                return false;
            }
        }
        """;

    private static string ServiceInterface(int i) =>
        $$"""
        using Layered.Models;

        namespace Layered.Services;

        public interface IItem{{i}}Service
        {
            Task<Item{{i}}?> GetAsync(int id, CancellationToken cancellationToken = default);

            Task<Item{{i}}Dto> RefreshAsync(int id, CancellationToken cancellationToken = default);

            Task<int> PublishAsync(string text, CancellationToken cancellationToken = default);
        }
        """;

    private static string Service(int i) =>
        $$"""
        using Layered.Clients;
        using Layered.Models;
        using Layered.Repositories;

        namespace Layered.Services;

        public sealed class Item{{i}}Service(IItem{{i}}Repository repository, IItem{{i}}Client client, ILogger<Item{{i}}Service> logger)
            : Service<Item{{i}}>(repository, logger), IItem{{i}}Service
        {
            public async Task<Item{{i}}Dto> RefreshAsync(int id, CancellationToken cancellationToken = default)
            {
                Item{{i}}? item = await GetAsync(id, cancellationToken);
                Item{{i}}Dto? remote = await client.GetAsync(id, cancellationToken);
                if (remote is null)
                    return Item{{i}}Dto.From(item ?? throw new InvalidOperationException("There is no " + id));

                Item{{i}} changed = remote.ToItem();
                if (IsValid(changed))
                    await repository.AddAsync(changed, cancellationToken);
                return Item{{i}}Dto.From(changed);
            }

            public async Task<int> PublishAsync(string text, CancellationToken cancellationToken = default)
            {
                int sent = 0;
                foreach (Item{{i}} item in await repository.SearchAsync(text, cancellationToken))
                {
                    if (await client.SendAsync(Item{{i}}Dto.From(item), cancellationToken))
                        sent++;
                    else
                        Logger.LogWarning("{Id} was not sent", item.Id);
                }

                return sent;
            }

            protected override bool IsValid(Item{{i}} item) => base.IsValid(item) && item.Total >= 0;
        }
        """;

    private static string Controller(int i) =>
        $$"""
        using Layered.Models;
        using Layered.Services;

        namespace Layered.Controllers;

        [ApiController]
        [Route("items{{i}}")]
        public sealed class Item{{i}}Controller(IItem{{i}}Service service, ILogger<Item{{i}}Controller> logger) : ControllerBase
        {
            [HttpGet("{id}")]
            public async Task<ActionResult<Item{{i}}Dto>> Get(int id, CancellationToken cancellationToken)
            {
                Item{{i}}? item = await service.GetAsync(id, cancellationToken);
                return item is null ? NotFound() : Item{{i}}Dto.From(item);
            }

            [HttpPost("{id}/refresh")]
            public async Task<ActionResult<Item{{i}}Dto>> Refresh(int id, CancellationToken cancellationToken)
            {
                try
                {
                    return await service.RefreshAsync(id, cancellationToken);
                }
                catch (InvalidOperationException exception)
                {
                    logger.LogError(exception, "Not refreshed: {Id}", id);
                    return NotFound();
                }
            }
        }
        """;

    private static string Function(int i) =>
        $$"""
        using Layered.Services;

        namespace Layered.Functions;

        public sealed class Item{{i}}Function(IItem{{i}}Service service, HttpClient http)
        {
            public async Task<string> Handle(string text, ILambdaContext context)
            {
                using CancellationTokenSource end = new(
                    {{(i % 2 == 0 ? "context.RemainingTime - TimeSpan.FromSeconds(1)" : "TimeSpan.FromSeconds(20)")}});
                int sent = await service.PublishAsync(text, end.Token);
                return await http.GetStringAsync("https://example.com/done/" + sent{{(i % 3 == 0 ? "" : ", end.Token")}});
            }
        }
        """;
}
