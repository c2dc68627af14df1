package org.blockwatch.cli.access;

import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What one role may do with one resource, or must not.
 *
 * @param why what it needs that for
 */
public record Grant(
        Role role,
        AclPermissionType permission,
        ResourceType type,
        PatternType pattern,
        String name,
        List<AclOperation> operations,
        String why) {

    private static final String ANY_HOST = "*";

    /** As Kafka keeps it, for a principal such as {@code User:streams-app}. */
    public List<AclBinding> bindings(String principal) {
        ResourcePattern resource = new ResourcePattern(type, name, pattern);
        return operations.stream()
                .map(operation ->
                        new AclBinding(resource, new AccessControlEntry(principal, ANY_HOST, operation, permission)))
                .toList();
    }
}
