package org.sanad.api.platform.files;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.files.Upload.Purpose;
import org.sanad.api.platform.graphql.BadInput;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.text.LocalizedTextInput;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Answers for uploads and pictures in GraphQL. */
@Controller
class ImageController {

    private static final int WIDEST = 8_000;
    private static final int USUAL = 800;

    private final Uploads uploads;
    private final Images images;

    ImageController(Uploads uploads, Images images) {
        this.uploads = uploads;
        this.images = images;
    }

    record RequestUploadInput(
            @Nullable String organizationId, Purpose purpose, String fileName, String contentType, int size) {}

    record RequestUploadPayload(@Nullable Upload upload, List<UploadRefused> userErrors) {}

    record CreateImageInput(String uploadId, LocalizedTextInput alt, Pictures.@Nullable Crop crop) {}

    record ModerateImageInput(String imageId, boolean show) {}

    record ImagePayload(@Nullable Image image, List<UploadRefused> userErrors) {

        static ImagePayload of(Images.Outcome outcome) {
            return switch (outcome) {
                case Images.Outcome.Done done -> new ImagePayload(done.image(), List.of());
                case Images.Outcome.Refused refused -> new ImagePayload(null, List.of(refused.why()));
            };
        }

        static ImagePayload notFound(String field, String message) {
            return new ImagePayload(
                    null, List.of(new UploadRefused(UploadErrorCode.NOT_FOUND, List.of(field), message)));
        }
    }

    @MutationMapping
    Mono<RequestUploadPayload> requestUpload(@Argument RequestUploadInput input) {
        UUID organization = null;
        if (input.organizationId != null) {
            var decoded = GlobalId.decode('O', input.organizationId);
            if (decoded.isEmpty()) {
                return Mono.just(new RequestUploadPayload(
                        null,
                        List.of(new UploadRefused(
                                UploadErrorCode.NOT_FOUND,
                                List.of("organizationId"),
                                "There is no such organization."))));
            }
            organization = decoded.get();
        }
        return uploads.request(
                        new Uploads.Request(organization, input.purpose, input.fileName, input.contentType, input.size))
                .map(outcome -> switch (outcome) {
                    case Uploads.Outcome.Granted granted -> new RequestUploadPayload(granted.upload(), List.of());
                    case Uploads.Outcome.Refused refused -> new RequestUploadPayload(null, List.of(refused.why()));
                });
    }

    @MutationMapping
    Mono<ImagePayload> createImage(@Argument CreateImageInput input) {
        return GlobalId.decode('F', input.uploadId)
                .map(upload -> images.create(upload, input.alt.toText(null).orElse(null), input.crop)
                        .map(ImagePayload::of))
                .orElse(Mono.just(ImagePayload.notFound("uploadId", "There is no such upload.")));
    }

    @MutationMapping
    Mono<ImagePayload> moderateImage(@Argument ModerateImageInput input) {
        return GlobalId.decode('I', input.imageId)
                .map(image -> images.moderate(image, input.show).map(ImagePayload::of))
                .orElse(Mono.just(ImagePayload.notFound("imageId", "There is no such picture.")));
    }

    @QueryMapping
    Mono<Connection<Image>> imagesAwaitingModeration(
            @Argument @Nullable Integer first, @Argument @Nullable String after) {
        return images.awaiting(Page.of(first, after));
    }

    @SchemaMapping(typeName = "Image")
    String url(Image image, @Argument @Nullable Integer width) {
        int wanted = width == null ? USUAL : width;
        if (wanted < 1 || wanted > WIDEST) {
            throw new BadInput("A picture is between 1 and " + WIDEST + " pixels wide.");
        }
        return images.url(image, wanted);
    }

    @SchemaMapping(typeName = "Upload")
    String url(Upload upload) {
        return uploads.url(upload);
    }
}
