// libraries: AmazonLambdaCore, Refit
using Amazon.Lambda.Core;
using Refit;

public record Repository(string Name);

public interface IGitHub
{
    [Get("/repos/{name}")]
    Task<Repository> GetRepository(string name, CancellationToken cancellationToken = default);

    [Post("/repos")]
    Task<IApiResponse<Repository>> Create([Body] Repository repository, CancellationToken cancellationToken = default);
}

public class Function
{
    private static readonly IGitHub s_github = RestService.For<IGitHub>("https://api.github.example");

    public async Task<string> Handler(string name, ILambdaContext context)
    {
        var found = await s_github.{|AJ1006:GetRepository|}(name);
        using var made = await s_github.{|AJ1006:Create|}(found, CancellationToken.None);
        return found.Name;
    }
}
