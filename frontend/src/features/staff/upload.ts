import type { Client } from "@urql/core";
import { graphql } from "../../lib/graphql";
import type { Refusal } from "./errors";

const RequestUpload = graphql(`
  mutation RequestUpload($input: RequestUploadInput!) {
    requestUpload(input: $input) {
      upload {
        id
        url
      }
      userErrors {
        code
        path
      }
    }
  }
`);

export type UploadPurpose = "PICTURE" | "SETTLEMENT_FILE" | "IATI_FILE";

export type Uploaded =
  | { readonly done: true; readonly uploadId: string }
  | { readonly done: false; readonly refusal: Refusal };

/** Sends a file to a signed address, beside GraphQL, and tells how far it is (0 to 1). Never rejects. */
export async function upload(
  client: Client,
  file: File,
  purpose: UploadPurpose,
  organizationId: string | null,
  progress: (share: number) => void,
): Promise<Uploaded> {
  const asked = await client
    .mutation(RequestUpload, {
      input: { organizationId, purpose, fileName: file.name, contentType: file.type || typeOf(file.name), size: file.size },
    })
    .toPromise();
  const payload = asked.data?.requestUpload;
  if (!payload) return { done: false, refusal: { code: "NETWORK", path: [] } };
  const [refusal] = payload.userErrors;
  if (refusal || !payload.upload) return { done: false, refusal: refusal ?? { code: "INVALID", path: [] } };
  const { id, url } = payload.upload;
  const status = await put(url, file, progress);
  if (status >= 200 && status < 300) return { done: true, uploadId: id };
  return { done: false, refusal: { code: codeOf(status), path: [] } };
}

function codeOf(status: number): string {
  switch (status) {
    case 413:
      return "TOO_LARGE";
    case 415:
    case 422:
      return "WRONG_TYPE";
    case 403:
    case 410:
      return "EXPIRED";
    default:
      return "UPLOAD_FAILED";
  }
}

function typeOf(name: string): string {
  return name.endsWith(".csv") ? "text/csv" : name.endsWith(".xml") ? "application/xml" : "application/octet-stream";
}

/** XMLHttpRequest, since fetch doesn't tell how much has gone up. Answers 0 when the line breaks. */
function put(url: string, file: File, progress: (share: number) => void): Promise<number> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.setRequestHeader("content-type", file.type || typeOf(file.name));
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => resolve(request.status);
    request.onerror = () => resolve(0);
    request.ontimeout = () => resolve(0);
    request.send(file);
  });
}
