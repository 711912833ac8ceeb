using System.CodeDom.Compiler;
using Amazon.Lambda.Core;

[GeneratedCode("nswag", "14.0")]
public partial class PetClient
{
    private readonly HttpClient _http;

    public PetClient(HttpClient http) => _http = http;

    public virtual Task<string> FindAsync(int id) => FindAsync(id, CancellationToken.None);

    public virtual async Task<string> FindAsync(int id, CancellationToken cancellationToken)
    {
        using var response = await _http.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"pets/{id}"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return await response.Content.ReadAsStringAsync();
    }
}
