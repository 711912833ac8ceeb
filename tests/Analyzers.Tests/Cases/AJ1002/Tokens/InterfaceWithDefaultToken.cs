using Amazon.Lambda.Core;

public interface ITranslator
{
    Task<string> TranslateAsync(string text, CancellationToken cancellationToken = default);
}

public sealed class HttpTranslator(HttpClient http) : ITranslator
{
    public async Task<string> TranslateAsync(string text, CancellationToken cancellationToken = default)
    {
        var response = await http.PostAsync("translate", new StringContent(text), cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}

public class Function
{
    private readonly ITranslator _translator;

    public Function(ITranslator translator) => _translator = translator;

    public Task<string> Handler(string text, ILambdaContext context) => _translator.{|AJ1002:TranslateAsync|}(text);
}
