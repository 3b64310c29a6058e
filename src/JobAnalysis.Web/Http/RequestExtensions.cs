namespace JobAnalysis.Web.Http;

internal static class RequestExtensions
{
    extension(HttpRequest request)
    {
        public bool IsUnsafe =>
            !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) &&
            !HttpMethods.IsOptions(request.Method) && !HttpMethods.IsTrace(request.Method);
    }
}
